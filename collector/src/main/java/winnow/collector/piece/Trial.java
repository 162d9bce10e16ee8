// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.util.EnumSet;
import java.util.Set;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Counts what comes of some pieces; rejections for want of a template are not counted. */
final class Trial implements DecodeSink {
  final Set<TelemetryKind> accepted = EnumSet.noneOf(TelemetryKind.class);
  long rejected;

  @Override
  public void accept(TelemetryRecord record) {
    accepted.add(record.kind());
  }

  @Override
  public void reject(Rejection rejection) {
    if (rejection.reason() != RejectReason.MISSING_TEMPLATE) {
      rejected++;
    }
  }

  @Override
  public void skip(SkipReason reason, long count) {}
}
