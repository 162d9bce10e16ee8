// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import winnow.collector.piece.RejectedPlaces;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Counts everything that a decoder finds, keeps samples of what it rejects, hands on the rest. */
public final class InputCounter implements DecodeSink {
  /** How many rejections of each reason are kept as samples. */
  public static final int SAMPLES_PER_REASON = 20;

  private final Consumer<TelemetryRecord> records;
  private final long[] accepted = new long[TelemetryKind.values().length];
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final List<Rejection> samples = new ArrayList<>();
  private final RejectedPlaces places = new RejectedPlaces();

  /** A counter that hands accepted records to {@code records}. */
  public InputCounter(Consumer<TelemetryRecord> records) {
    this.records = records;
  }

  @Override
  public void accept(TelemetryRecord record) {
    accepted[record.kind().ordinal()]++;
    records.accept(record);
  }

  @Override
  public void reject(Rejection rejection) {
    places.add(rejection);
    if (rejected.merge(rejection.reason(), 1L, Long::sum) <= SAMPLES_PER_REASON) {
      samples.add(rejection);
    }
  }

  @Override
  public void skip(SkipReason reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  /** Records accepted of {@code kind}. */
  public long accepted(TelemetryKind kind) {
    return accepted[kind.ordinal()];
  }

  /** Records accepted of all kinds. */
  public long accepted() {
    long sum = 0;
    for (long count : accepted) {
      sum += count;
    }
    return sum;
  }

  /** How many pieces were rejected. */
  public long rejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rejections by the label of their reason. */
  public Map<String, Long> rejectedByReason() {
    Map<String, Long> byLabel = new TreeMap<>();
    rejected.forEach((reason, count) -> byLabel.put(reason.label(), count));
    return byLabel;
  }

  /** What was understood and left out, by the label of the reason. */
  public Map<String, Long> skippedByReason() {
    Map<String, Long> byLabel = new TreeMap<>();
    skipped.forEach((reason, count) -> byLabel.put(reason.label(), count));
    return byLabel;
  }

  /** Where everything is that was rejected. */
  RejectedPlaces places() {
    return places;
  }

  /** The first rejections of each reason, in order of the input. */
  public List<Rejection> samples() {
    return List.copyOf(samples);
  }
}
