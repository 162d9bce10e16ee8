// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

/**
 * The reference page of columns is what the declarations say; {@code -Dupdate-docs} rewrites it.
 */
class ColumnReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/columns.md");

  @Test
  void pageOfColumnsIsWhatIsDeclared() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    StringBuilder text = new StringBuilder();
    text.append("# Columns\n\n");
    text.append("Every column of every table, as `winnow search`, `winnow export --as csv`, the\n");
    text.append(
        "Parquet files and the API name it, with its name in other vocabularies. `export`\n");
    text.append(
        "writes what a vocabulary has no name for under `winnow` (ECS), `unmapped` (OCSF)\n");
    text.append("or `additional_attrs` (ODM), so nothing is lost.\n\n");
    text.append(
        "Times are microseconds since 1970 in UTC in Parquet, ISO 8601 in text. Addresses\n");
    text.append("are text: dotted quads, or RFC 5952. Empty means: not known, or not there.\n");
    for (TelemetryKind kind : TelemetryKind.values()) {
      table(text, TelemetryTable.of(kind));
    }
    table(text, FindingColumns.TABLE);
    table(text, CaseColumns.TABLE);
    return text.toString();
  }

  private static void table(StringBuilder text, Table<?, ?> table) {
    text.append("\n## ").append(table.name()).append("\n\n");
    text.append("| id | column | type | what it is | IPFIX | Zeek | ECS | OCSF | ODM | Spot |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (Column<?, ?> column : table.columns()) {
      ColumnNames names = column.names();
      text.append("| ").append(column.id()).append(" | `").append(column.name()).append("` | ");
      text.append(column.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      text.append(column.isOptional() ? ", optional" : "");
      text.append(" | ").append(column.doc());
      for (String name :
          new @Nullable String[] {
            names.ipfix(), names.zeek(), names.ecs(), names.ocsf(), names.odm(), names.spot()
          }) {
        text.append(" | ").append(name == null ? "" : name);
      }
      text.append(" |\n");
    }
  }

  @Test
  void everyKindHasAPage() {
    assertThat(List.of(TelemetryKind.values()))
        .allSatisfy(kind -> assertThat(page()).contains("\n## " + kind.tableName() + "\n"));
  }
}
