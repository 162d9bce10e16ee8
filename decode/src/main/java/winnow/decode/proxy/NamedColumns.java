// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;

/** Columns whose names say what their values mean. */
final class NamedColumns {
  private final List<String> names;
  private final @Nullable HttpField[] fields;

  /** Columns called {@code names}, which mean what {@code meaning} finds, null for nothing. */
  NamedColumns(List<String> names, Function<String, @Nullable HttpField> meaning) {
    this.names = List.copyOf(names);
    List<@Nullable HttpField> found = new ArrayList<>();
    for (String name : names) {
      found.add(meaning.apply(name));
    }
    fields = found.toArray(HttpField[]::new);
  }

  /** How many columns there are. */
  int size() {
    return fields.length;
  }

  /** Puts the values of a line into {@code row}; those after the last column are passed over. */
  void read(Tokens tokens, HttpRow row) throws BadValueException {
    int count = Math.min(fields.length, tokens.size());
    for (int i = 0; i < count; i++) {
      HttpField field = fields[i];
      if (field == null || tokens.isAbsent(i)) {
        continue;
      }
      try {
        field.put(row, tokens.value(i));
      } catch (BadValueException e) {
        throw new BadValueException(e.reason(), "field " + names.get(i) + ": " + e.sentence());
      }
    }
  }
}
