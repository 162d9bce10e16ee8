// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;

/**
 * What the cells of a line mean under a header that names them. Columns that mean nothing here are
 * passed over, and so are empty cells.
 *
 * @param <R> the row that takes the cells
 */
public final class NamedCells<R> {
  private final List<String> names;
  private final List<@Nullable Field<R>> fields = new ArrayList<>();
  private final String unset;
  private int lastKnown = -1;
  private int fewest;

  /** What a column means. */
  @FunctionalInterface
  public interface Field<R> {
    /** Puts {@code cell}, which is not empty, where it belongs in {@code row}. */
    void put(R row, Slice cell) throws BadValueException;
  }

  /** Columns called {@code names}, of which {@code meanings} are known. */
  public NamedCells(List<String> names, Map<String, Field<R>> meanings) {
    this(names, meanings, "");
  }

  /** The same, where a cell that is {@code unset} is passed over as an empty one is. */
  public NamedCells(List<String> names, Map<String, Field<R>> meanings, String unset) {
    this.unset = unset;
    this.names = names.stream().map(String::strip).toList();
    for (String name : this.names) {
      Field<R> field = meanings.get(name);
      lastKnown = field == null ? lastKnown : fields.size();
      fields.add(field);
    }
    fewest = lastKnown + 1;
  }

  /** Lets rows end before the column called {@code name} or behind it: it was added later. */
  public NamedCells<R> since(String name) {
    fewest = names.indexOf(name);
    return this;
  }

  /** Number of columns. */
  public int width() {
    return fields.size();
  }

  /** Whether there is a column called {@code name}. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** Hands {@code cells}, of which there are as many as columns, to {@code row}. */
  public void putExactly(Cells cells, R row) throws BadValueException {
    if (cells.size() != fields.size()) {
      throw fieldCount(cells);
    }
    put(cells, row);
  }

  /**
   * Hands {@code cells} to {@code row}. More cells than columns are passed over, and so is the lack
   * of columns at the end that mean nothing or were {@linkplain #since added later}.
   */
  public void put(Cells cells, R row) throws BadValueException {
    if (cells.size() < fewest) {
      throw fieldCount(cells);
    }
    int count = Math.min(cells.size(), lastKnown + 1);
    for (int i = 0; i < count; i++) {
      Field<R> field = fields.get(i);
      if (field != null) {
        Slice cell = cells.cell(i);
        if (!cell.isEmpty() && !cell.is(unset)) {
          put(field, cell, i, row);
        }
      }
    }
  }

  private void put(Field<R> field, Slice cell, int index, R row) throws BadValueException {
    try {
      field.put(row, cell);
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), "field " + names.get(index) + ": " + e.sentence());
    }
  }

  private BadValueException fieldCount(Cells cells) {
    return new BadValueException(
        RejectReason.FIELD_COUNT, cells.size() + " fields where " + fields.size() + " belong");
  }
}
