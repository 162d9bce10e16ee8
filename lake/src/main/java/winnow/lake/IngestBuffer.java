// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.EventSpan;
import winnow.lake.write.EncodeQueue;
import winnow.lake.write.KindBuffer;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

/**
 * Rows of an input in memory. Hands on a partition when it has enough rows for a row group, and the
 * largest when memory is full; so rows may come in any order of time. Not thread-safe.
 */
final class IngestBuffer {
  private static final int SHED_PART = 8;

  private final LakeSettings settings;
  private final EncodeQueue queue;
  private final KindBuffer<FlowRecord> flows;
  private final KindBuffer<DnsRecord> dns;
  private final KindBuffer<HttpRecord> http;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  IngestBuffer(LakeSettings settings, EncodeQueue queue, Origin origin) {
    this.settings = settings;
    this.queue = queue;
    flows = new KindBuffer<>(FlowColumns.TABLE, origin, settings.mostHours());
    dns = new KindBuffer<>(DnsColumns.TABLE, origin, settings.mostHours());
    http = new KindBuffer<>(HttpColumns.TABLE, origin, settings.mostHours());
  }

  void append(TelemetryRecord record) {
    long time = record.eventTimeMicros();
    switch (record) {
      case FlowRecord flow -> append(flows, flow, time);
      case DnsRecord query -> append(dns, query, time);
      case HttpRecord request -> append(http, request, time);
    }
    firstMicros = Math.min(firstMicros, time);
    lastMicros = Math.max(lastMicros, time);
  }

  /** Rows appended, for each kind that has any. */
  Map<TelemetryKind, Long> rows() {
    Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
    rows.put(TelemetryKind.FLOW, flows.rows());
    rows.put(TelemetryKind.DNS, dns.rows());
    rows.put(TelemetryKind.HTTP, http.rows());
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  /** Event times of the rows; null when there are none. */
  @Nullable EventSpan events() {
    return firstMicros > lastMicros ? null : new EventSpan(firstMicros, lastMicros);
  }

  /** Hands on everything. */
  void flush() {
    flush(this::handOn);
  }

  /** Hands everything to {@code consumer}. */
  void flush(Consumer<KindBuffer.Part> consumer) {
    for (KindBuffer<?> buffer : List.of(flows, dns, http)) {
      buffer.shed(0, consumer);
    }
  }

  private <R> void append(KindBuffer<R> buffer, R record, long time) {
    int weight = buffer.append(record, time);
    if (weight >= settings.rowGroupRows()) {
      handOn(buffer.takeLatest());
    }
    if (held() >= settings.bufferedRows()) {
      shed();
    }
  }

  private long held() {
    return flows.held() + dns.held() + http.held();
  }

  /** Frees an eighth of the memory at once, so that looking for the largest partitions is rare. */
  private void shed() {
    KindBuffer<?> fullest = flows;
    for (KindBuffer<?> buffer : List.of(dns, http)) {
      if (buffer.held() > fullest.held()) {
        fullest = buffer;
      }
    }
    int enough = settings.bufferedRows() - settings.bufferedRows() / SHED_PART;
    fullest.shed(fullest.held() - (held() - enough), this::handOn);
  }

  private void handOn(KindBuffer.Part part) {
    queue.put(part.partition(), part.rows());
  }
}
