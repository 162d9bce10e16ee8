// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.List;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;

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
