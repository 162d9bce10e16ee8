// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.DnsRecord;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.Table;

/** Findings about given rows, the earlier the rarer. */
final class SampleFindings {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROWS_OF_HOST = 1_000;
  private static final int ROWS = 1_000_000;

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
    finding.explanation = explanation(finding);
    return finding.build();
  }

  private static String explanation(FindingBuilder finding) {
    List<Map<String, Object>> facts =
        List.of(
            fact("hour", "7", "07:00 to 07:59 UTC", 4, 40_000),
            fact("octets", "27", "67,108,864 to 134,217,727 bytes", 1, 300));
    Map<String, Object> side =
        Map.of(
            "document",
            finding.entity,
            "word",
            "7_27",
            "probability",
            finding.score,
            "document_rows",
            ROWS_OF_HOST,
            "all_rows",
            ROWS,
            "facts",
            facts);
    return JSON.writeValueAsString(Map.of("score", finding.score, "sides", List.of(side)));
  }

  private static Map<String, Object> fact(
      String feature, String value, String meaning, int hostRows, int rows) {
    return Map.of(
        "feature", feature,
        "value", value,
        "meaning", meaning,
        "document_rows", hostRows,
        "all_rows", rows,
        "document_share", (double) hostRows / ROWS_OF_HOST,
        "all_share", (double) rows / ROWS);
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
