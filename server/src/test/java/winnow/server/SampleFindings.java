// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.Column;
import winnow.schema.ColumnAccess;
import winnow.schema.DnsColumns;
import winnow.schema.DnsRecord;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.FlowColumns;
import winnow.schema.FlowRecord;
import winnow.schema.HttpColumns;
import winnow.schema.HttpRecord;
import winnow.schema.Table;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Findings about given rows, the earlier the rarer. */
final class SampleFindings {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SampleFindings() {}

  static Finding of(TelemetryRecord record, String run, LocalDate day, int rank) {
    FindingBuilder finding = new FindingBuilder();
    switch (record) {
      case FlowRecord flow -> {
        finding.kind = TelemetryKind.FLOW;
        finding.entity = String.valueOf(flow.source().address());
        finding.peer = String.valueOf(flow.destination().address());
        finding.row = row(FlowColumns.TABLE, flow);
      }
      case DnsRecord dns -> {
        finding.kind = TelemetryKind.DNS;
        finding.entity = String.valueOf(dns.client().address());
        finding.peer = dns.question().name();
        finding.row = row(DnsColumns.TABLE, dns);
      }
      case HttpRecord http -> {
        finding.kind = TelemetryKind.HTTP;
        finding.entity = String.valueOf(http.client().address());
        finding.peer = http.request().host();
        finding.row = row(HttpColumns.TABLE, http);
      }
    }
    finding.eventTimeMicros = record.eventTimeMicros();
    finding.runId = run;
    finding.day = day;
    finding.rank = rank;
    finding.method = "spot";
    finding.score = 1e-9 * Math.pow(1.04, rank);
    finding.sentence = finding.entity + " dealt with " + finding.peer + ", which is rare for it.";
    finding.explanation = explanation(finding.sentence, rank);
    return finding.build();
  }

  private static String explanation(String sentence, int rank) {
    return JSON.writeValueAsString(
        Map.of("sentence", sentence, "parts", List.of(hour(rank), SIZE)));
  }

  private static final Map<String, Object> SIZE =
      Map.of(
          "name", "size",
          "value", "100 to 200 MB",
          "text", "More than usual.",
          "host_share", 0.0,
          "everyone_share", 0.0003);

  private static Map<String, Object> hour(int rank) {
    return Map.of(
        "name",
        "hour",
        "value",
        rank % 24,
        "text",
        "At this hour it is quiet.",
        "host_share",
        0.004,
        "everyone_share",
        0.04);
  }

  private static <R extends TelemetryRecord> String row(Table<R, ?> table, R record) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Column<R, ?> column : table.columns()) {
      Object value = value(column.access(), record);
      if (value != null) {
        row.put(column.name(), value);
      }
    }
    return JSON.writeValueAsString(row);
  }

  private static <R> @Nullable Object value(ColumnAccess<R, ?> access, R record) {
    return switch (access) {
      case ColumnAccess.Longs<R, ?> longs -> longs.get().applyAsLong(record);
      case ColumnAccess.OptionalLongs<R, ?> longs -> longs.get().apply(record);
      case ColumnAccess.Doubles<R, ?> doubles -> doubles.get().applyAsDouble(record);
      case ColumnAccess.Texts<R, ?> texts -> texts.get().apply(record);
      case ColumnAccess.Addresses<R, ?> addresses -> {
        Object address = addresses.get().apply(record);
        yield address == null ? null : address.toString();
      }
      case ColumnAccess.TextLists<R, ?> lists -> lists.get().apply(record);
      case ColumnAccess.LongLists<R, ?> lists -> lists.get().apply(record);
      case ColumnAccess.IngestTime<R, ?> none -> null;
      case ColumnAccess.Source<R, ?> none -> "tap";
    };
  }
}
