// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryRecord;

/** Keeps everything a decoder hands over. */
public final class CollectingSink implements DecodeSink {
  public final List<TelemetryRecord> records = new ArrayList<>();
  public final List<Rejection> rejections = new ArrayList<>();
  public final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);

  @Override
  public void accept(TelemetryRecord record) {
    records.add(record);
  }

  @Override
  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  @Override
  public void skip(SkipReason reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  /** The records, all of which must be flows. */
  public List<FlowRecord> flows() {
    return records.stream().map(FlowRecord.class::cast).toList();
  }
}
