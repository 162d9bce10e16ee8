// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import winnow.schema.Case;
import winnow.schema.CaseBuilder;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.column.CaseColumns;
import winnow.schema.column.Column;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.Table;

/**
 * A table that holds the lists of runs; it has columns {@code run_id} and {@code rank}.
 *
 * @param table its declaration
 * @param rank position of a row in the list of its run, from 1
 * @param eventTimeMicros what its rows are stored by
 * @param build the row that a builder has collected
 */
record ResultTable<R, B>(
    Table<R, B> table,
    ToIntFunction<R> rank,
    ToLongFunction<R> eventTimeMicros,
    Function<B, R> build) {
  static final ResultTable<Finding, FindingBuilder> FINDINGS =
      new ResultTable<>(
          FindingColumns.TABLE, Finding::rank, Finding::eventTimeMicros, FindingBuilder::build);

  static final ResultTable<Case, CaseBuilder> CASES =
      new ResultTable<>(CaseColumns.TABLE, Case::rank, Case::firstMicros, CaseBuilder::build);

  List<String> columnNames() {
    return table.columns().stream().<String>map(Column::name).toList();
  }

  List<R> byRank(List<R> rows) {
    return rows.stream().sorted(Comparator.comparingInt(rank)).toList();
  }
}
