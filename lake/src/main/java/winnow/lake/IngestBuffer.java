// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.EventSpan;
import winnow.schema.DnsColumns;
import winnow.schema.DnsRecord;
import winnow.schema.FlowColumns;
import winnow.schema.FlowRecord;
import winnow.schema.HttpColumns;
import winnow.schema.HttpRecord;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * Rows of an input in memory. Hands on a partition when it has enough rows for a row group, and the
 * largest when memory is full; so rows may come in any order of time. Not thread-safe.
 */
final class IngestBuffer {
  private final LakeSettings settings;
  private final EncodeQueue queue;
  private final KindBuffer<FlowRecord> flows;
  private final KindBuffer<DnsRecord> dns;
  private final KindBuffer<HttpRecord> http;
  private int buffered;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  IngestBuffer(LakeSettings settings, EncodeQueue queue, Origin origin) {
    this.settings = settings;
    this.queue = queue;
    flows = new KindBuffer<>(FlowColumns.TABLE, origin);
    dns = new KindBuffer<>(DnsColumns.TABLE, origin);
    http = new KindBuffer<>(HttpColumns.TABLE, origin);
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
    for (KindBuffer<?> buffer : List.of(flows, dns, http)) {
      KindBuffer.Part part = buffer.takeLargest();
      while (part != null) {
        handOn(part);
        part = buffer.takeLargest();
      }
    }
  }

  private <R> void append(KindBuffer<R> buffer, R record, long time) {
    int rows = buffer.append(record, time);
    buffered++;
    if (rows >= settings.rowGroupRows()) {
      handOn(buffer.takeLatest());
    } else if (buffered >= settings.bufferedRows()) {
      handOnLargest();
    }
  }

  private void handOnLargest() {
    KindBuffer<?> largest = flows;
    for (KindBuffer<?> buffer : List.of(dns, http)) {
      if (buffer.largest() > largest.largest()) {
        largest = buffer;
      }
    }
    KindBuffer.Part part = largest.takeLargest();
    if (part != null) {
      handOn(part);
    }
  }

  private void handOn(KindBuffer.Part part) {
    buffered -= part.rows().rows();
    queue.put(part.partition(), part.rows());
  }
}
