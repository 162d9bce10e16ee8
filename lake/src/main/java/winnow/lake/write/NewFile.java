// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import winnow.lake.catalog.Publication;
import winnow.lake.catalog.StoredFile;

/**
 * A data file that is written and not yet published.
 *
 * @param table name of its table
 * @param file what the table's metadata shall say about it
 * @param stored what the register of files shall say about it
 */
public record NewFile(String table, DataFile file, StoredFile stored) {
  /** Makes {@code publication} append {@code files} to their tables. */
  public static void append(List<NewFile> files, Publication publication) {
    Map<String, List<NewFile>> byTable = new TreeMap<>();
    for (NewFile file : files) {
      byTable.computeIfAbsent(file.table, table -> new ArrayList<>()).add(file);
    }
    byTable.forEach((name, added) ->
        publication
            .register(name, added.stream().map(NewFile::stored).toList())
            .change(
                name,
                (table, unreferenced) -> {
                  AppendFiles append = table.newAppend();
                  added.forEach(file -> append.appendFile(file.file));
                  append.commit();
                }));
  }
}
