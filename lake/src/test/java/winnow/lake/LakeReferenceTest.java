// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.schema.column.Table;

class LakeReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/lake.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

  @TempDir Path folder;

  @Test
  void namesEveryTableThatThereIs() throws IOException, SQLException {
    Set<String> tables = new TreeSet<>();
    for (Table<?, ?> table : Lake.tables()) {
      tables.add(table.name());
    }
    Lake.open(folder).close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
        Statement statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    Set<String> documented = new TreeSet<>();
    String page = Files.readString(PAGE);
    // The casebook's tables are not the lake's.
    Matcher rows = ROW.matcher(page.substring(0, page.indexOf("## `casebook.db`")));
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    assertThat(documented).isEqualTo(tables);
  }
}
