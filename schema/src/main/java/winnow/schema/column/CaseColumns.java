// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import winnow.schema.Case;
import winnow.schema.CaseBuilder;

/** The columns of table {@code cases}; SQL has the singular for itself. */
public final class CaseColumns {
  /** The table. */
  public static final CaseTable TABLE = new CaseTable(columns());

  private CaseColumns() {}

  /**
   * The table of cases.
   *
   * @param columns its columns; ids and names are unique
   */
  public record CaseTable(List<Column<Case, CaseBuilder>> columns)
      implements Table<Case, CaseBuilder> {

    /** Checks that ids and names are unique. */
    public CaseTable {
      columns = List.copyOf(columns);
      TelemetryTable.requireUnique("cases", columns);
    }

    @Override
    public String name() {
      return "cases";
    }

    @Override
    public List<RecordPart<Case>> parts() {
      return List.of();
    }

    @Override
    public CaseBuilder createBuilder() {
      return new CaseBuilder();
    }
  }

  private static List<Column<Case, CaseBuilder>> columns() {
    return List.of(
        column(1, "event_time", "When the first of its evidence begins, UTC.")
            .timestamp(Case::firstMicros, (b, v) -> b.firstMicros = v),
        column(2, "ingest_time", "When the case was written, UTC.").ingestTime(),
        column(3, "end_time", "When the last of its evidence ends, UTC.")
            .timestamp(Case::lastMicros, (b, v) -> b.lastMicros = v),
        column(10, "run_id", "The run that made it.")
            .texts(Case::runId, required((b, v) -> b.runId = v)),
        column(11, "day", "The day that was analysed, ISO 8601.")
            .texts(c -> c.day().toString(), required((b, v) -> b.day = LocalDate.parse(v))),
        column(12, "rank", "Position in the list of its run, from 1.")
            .ints(Case::rank, (b, v) -> b.rank = (int) v),
        column(13, "host", "Address of the host.")
            .texts(Case::host, required((b, v) -> b.host = v)),
        column(14, "p", "How likely an ordinary host looks this bad on a day or worse, 0 to 1.")
            .doubles(Case::p, (b, v) -> b.p = v),
        column(15, "score", "Minus the decimal logarithm of p.")
            .doubles(Case::score, (b, v) -> b.score = v),
        column(16, "notable", "Whether it is above the alert level of its run.")
            .booleans(Case::notable, (b, v) -> b.notable = v),
        column(17, "provisional", "Whether there is too little history to judge it well.")
            .booleans(Case::provisional, (b, v) -> b.provisional = v),
        column(18, "families", "Families of the evidence that counts, the best first.")
            .textLists(Case::families, (b, v) -> b.families = v),
        column(19, "technique", "ATT&CK technique of the best evidence.")
            .texts(Case::technique, (b, v) -> b.technique = v),
        column(20, "sentence", "Why it is there, in one plain sentence.")
            .texts(Case::sentence, required((b, v) -> b.sentence = v)),
        column(21, "explanation", "Parts of the score and the evidence, a JSON object.")
            .texts(Case::explanation, required((b, v) -> b.explanation = v)));
  }

  private static BiConsumer<CaseBuilder, @Nullable String> required(
      BiConsumer<CaseBuilder, String> set) {
    return (builder, value) -> {
      if (value == null) {
        throw new IllegalArgumentException("a case lacks a required text");
      }
      set.accept(builder, value);
    };
  }
}
