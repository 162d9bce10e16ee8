// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.casebook.Sighting;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.casebook.Verdicts;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;
import winnow.schema.column.Column;
import winnow.schema.column.TelemetryTable;

/** Findings as the API shows them: with names for their numbers and addresses. */
final class FindingViews {
  private final HostContext context;

  FindingViews(HostContext context) {
    this.context = context;
  }

  record View(
      String run,
      LocalDate day,
      String kind,
      String method,
      int rank,
      double score,
      Instant time,
      String entity,
      @Nullable String peer,
      String sentence,
      JsonNode explanation,
      JsonNode row,
      Map<String, String> labels,
      Map<String, HostContext.Host> hosts,
      @Nullable Long suppressedBy,
      @Nullable String verdict) {}

  record Detail(@JsonUnwrapped View finding, List<ColumnView> columns) {}

  record ColumnView(String name, String type, String doc) {
    static ColumnView of(Column<?, ?> column) {
      return new ColumnView(
          column.name(), column.type().name().toLowerCase(Locale.ROOT), column.doc());
    }
  }

  View view(Finding finding, Suppressions suppressions, Verdicts verdicts) {
    JsonNode row = StoredJson.parse(finding.row(), "row", finding);
    return new View(
        finding.runId(),
        finding.day(),
        finding.kind().tableName(),
        finding.method(),
        finding.rank(),
        finding.score(),
        Times.instant(finding.eventTimeMicros()),
        finding.entity(),
        finding.peer(),
        finding.sentence(),
        StoredJson.parse(finding.explanation(), "explanation", finding),
        row,
        Labels.of(finding.kind(), row),
        hosts(finding, row),
        suppressions.of(Sighting.of(finding)).map(Suppression::id).orElse(null),
        verdicts.of(finding).map(verdict -> verdict.importance().text()).orElse(null));
  }

  Detail detail(Finding finding, Suppressions suppressions, Verdicts verdicts) {
    return new Detail(view(finding, suppressions, verdicts), columns(finding.kind()));
  }

  private static List<ColumnView> columns(TelemetryKind kind) {
    return TelemetryTable.of(kind).columns().stream().map(ColumnView::of).toList();
  }

  private Map<String, HostContext.Host> hosts(Finding finding, JsonNode row) {
    Map<String, HostContext.Host> hosts = new TreeMap<>();
    context.describe(finding.entity(), hosts);
    context.describe(finding.peer(), hosts);
    for (Column<?, ?> column : TelemetryTable.of(finding.kind()).columns()) {
      if (column.name().endsWith("_addr")) {
        context.describe(row.path(column.name()).asString(""), hosts);
      }
    }
    return hosts;
  }
}
