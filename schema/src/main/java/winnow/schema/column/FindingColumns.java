// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.TelemetryKind;

/** The columns of table {@code finding}. */
public final class FindingColumns {
  /** The table. */
  public static final FindingTable TABLE = new FindingTable(columns());

  private FindingColumns() {}

  /**
   * The table of findings.
   *
   * @param columns its columns; ids and names are unique
   */
  public record FindingTable(List<Column<Finding, FindingBuilder>> columns)
      implements Table<Finding, FindingBuilder> {

    /** Checks that ids and names are unique. */
    public FindingTable {
      columns = List.copyOf(columns);
      TelemetryTable.requireUnique("finding", columns);
    }

    @Override
    public String name() {
      return "finding";
    }

    @Override
    public List<RecordPart<Finding>> parts() {
      return List.of();
    }

    @Override
    public FindingBuilder createBuilder() {
      return new FindingBuilder();
    }
  }

  private static List<Column<Finding, FindingBuilder>> columns() {
    return List.of(
        column(1, "event_time", "Event time of the telemetry row, UTC.")
            .timestamp(Finding::eventTimeMicros, (b, v) -> b.eventTimeMicros = v),
        column(2, "ingest_time", "When the finding was written, UTC.").ingestTime(),
        column(10, "run_id", "The run that found it.")
            .texts(Finding::runId, required((b, v) -> b.runId = v)),
        column(11, "day", "The day that was analysed, ISO 8601.")
            .texts(f -> f.day().toString(), required((b, v) -> b.day = LocalDate.parse(v))),
        column(12, "kind", "Kind of the telemetry row.")
            .texts(f -> f.kind().tableName(), required((b, v) -> b.kind = TelemetryKind.named(v))),
        column(13, "method", "How it was found.")
            .texts(Finding::method, required((b, v) -> b.method = v)),
        column(14, "rank", "Position in the list of its run, from 1.")
            .ints(Finding::rank, (b, v) -> b.rank = (int) v),
        column(15, "score", "Score of the row by the method.")
            .doubles(Finding::score, (b, v) -> b.score = v),
        column(16, "entity", "What the finding is about.")
            .texts(Finding::entity, required((b, v) -> b.entity = v)),
        column(17, "peer", "Who the entity dealt with.").texts(Finding::peer, (b, v) -> b.peer = v),
        column(18, "sentence", "Why it is there, in one plain sentence.")
            .texts(Finding::sentence, required((b, v) -> b.sentence = v)),
        column(19, "explanation", "Parts of the score, a JSON object.")
            .texts(Finding::explanation, required((b, v) -> b.explanation = v)),
        column(20, "row", "The telemetry row, a JSON object of its columns.")
            .texts(Finding::row, required((b, v) -> b.row = v)));
  }

  private static BiConsumer<FindingBuilder, @Nullable String> required(
      BiConsumer<FindingBuilder, String> set) {
    return (builder, value) -> {
      if (value == null) {
        throw new IllegalArgumentException("a finding lacks a required text");
      }
      set.accept(builder, value);
    };
  }
}
