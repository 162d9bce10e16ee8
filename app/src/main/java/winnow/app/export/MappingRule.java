// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * Where one column goes in a vocabulary.
 *
 * @param column the column
 * @param path dotted path of the attribute; null when only the remainder has a place for it
 * @param duration whether the column is a duration, in microseconds
 */
public record MappingRule(Column<?, ?> column, @Nullable String path, boolean duration) {
  private static final Set<String> DURATIONS = Set.of("duration", "round_trip");

  /**
   * The rules of a table, one a column. When two columns would go to one attribute, or one to an
   * attribute within that of another, the first in table order has it.
   */
  public static List<MappingRule> of(Table<?, ?> table, Vocabulary vocabulary, Set<String> taken) {
    Set<String> leaves = new HashSet<>(taken);
    Set<String> inner = new HashSet<>();
    taken.forEach(path -> addParents(path, inner));
    List<MappingRule> rules = new ArrayList<>();
    for (Column<?, ?> column : table.columns()) {
      String path = vocabulary.nameOf(column.names());
      if (path != null && !claim(path, leaves, inner)) {
        path = null;
      }
      rules.add(new MappingRule(column, path, DURATIONS.contains(column.name())));
    }
    return rules;
  }

  private static boolean claim(String path, Set<String> leaves, Set<String> inner) {
    if (inner.contains(path)) {
      return false;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (leaves.contains(path.substring(0, dot))) {
        return false;
      }
    }
    if (!leaves.add(path)) {
      return false;
    }
    addParents(path, inner);
    return true;
  }

  private static void addParents(String path, Set<String> inner) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      inner.add(path.substring(0, dot));
    }
  }
}
