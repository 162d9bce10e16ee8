// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Counts what comes of some pieces; rejections for want of a template are not counted. */
final class Trial implements DecodeSink {
  final Set<TelemetryKind> accepted = EnumSet.noneOf(TelemetryKind.class);
  final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  long acceptedCount;
  long rejected;

  /** What comes of {@code bytes}, read as {@code format}, all kinds of records. */
  static Trial of(Format format, DecodeOptions options, byte[] bytes) throws IOException {
    Trial trial = new Trial();
    DecodeOptions all = options.only(format.kinds());
    format.newDecoder().create(all).decode(new ByteArrayInputStream(bytes), trial);
    return trial;
  }

  @Override
  public void accept(TelemetryRecord record) {
    accepted.add(record.kind());
    acceptedCount++;
  }

  @Override
  public void reject(Rejection rejection) {
    if (rejection.reason() != RejectReason.MISSING_TEMPLATE) {
      rejected++;
    }
  }

  @Override
  public void skip(SkipReason reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }
}
