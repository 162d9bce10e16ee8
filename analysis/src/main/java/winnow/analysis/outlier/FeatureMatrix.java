// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of finite numbers under named columns, each row with a key that no other row has. Immutable;
 * stored by column. Zeros have no sign.
 */
public final class FeatureMatrix {
  private final List<String> columnNames;
  private final List<String> keys;
  private final double[][] columns;

  private FeatureMatrix(List<String> columnNames, List<String> keys, double[][] columns) {
    this.columnNames = columnNames;
    this.keys = keys;
    this.columns = columns;
  }

  /** A builder of a matrix with these columns, of which there is at least one. */
  public static Builder builder(List<String> columnNames) {
    return new Builder(List.copyOf(columnNames));
  }

  /** How many rows there are, 0 or more. */
  public int rows() {
    return keys.size();
  }

  /** The names of the columns, in order. */
  public List<String> columnNames() {
    return columnNames;
  }

  /** The keys of the rows, in order. */
  public List<String> keys() {
    return keys;
  }

  /** One number. */
  public double value(int row, int column) {
    return columns[column][row];
  }

  /** All columns as they are stored: [column][row], not to be changed. */
  double[][] columns() {
    return columns;
  }

  /** Takes rows one by one. */
  public static final class Builder {
    private static final int FIRST_CAPACITY = 64;

    private final List<String> columnNames;
    private final List<String> keys = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final double[][] columns;

    private Builder(List<String> columnNames) {
      if (columnNames.isEmpty()) {
        throw new IllegalArgumentException("a feature matrix needs a column");
      }
      Set<String> names = new HashSet<>();
      for (String name : columnNames) {
        if (!names.add(name)) {
          throw new IllegalArgumentException("two columns have the name '" + name + "'");
        }
      }
      this.columnNames = columnNames;
      columns = new double[columnNames.size()][FIRST_CAPACITY];
    }

    /**
     * Adds a row.
     *
     * @param key what the row is of; unlike all keys before
     * @param values one finite number for each column
     */
    public Builder add(String key, double... values) {
      check(key, values);
      if (!taken.add(key)) {
        throw new IllegalArgumentException("two rows have the key '" + key + "'");
      }
      int row = keys.size();
      if (row == columns[0].length) {
        resize(row * 2);
      }
      for (int column = 0; column < values.length; column++) {
        columns[column][row] = values[column] + 0.0;
      }
      keys.add(key);
      return this;
    }

    /** The matrix of the rows so far; the builder may be used on. */
    public FeatureMatrix build() {
      double[][] copy = new double[columns.length][];
      for (int column = 0; column < copy.length; column++) {
        copy[column] = Arrays.copyOf(columns[column], keys.size());
      }
      return new FeatureMatrix(columnNames, List.copyOf(keys), copy);
    }

    private void check(String key, double[] values) {
      if (values.length != columnNames.size()) {
        throw new IllegalArgumentException(
            "row '%s' has %d values for %d columns"
                .formatted(key, values.length, columnNames.size()));
      }
      for (int column = 0; column < values.length; column++) {
        if (!Double.isFinite(values[column])) {
          throw new IllegalArgumentException(
              "row '%s', column '%s': %s is not a finite number"
                  .formatted(key, columnNames.get(column), values[column]));
        }
      }
    }

    private void resize(int capacity) {
      for (int column = 0; column < columns.length; column++) {
        columns[column] = Arrays.copyOf(columns[column], capacity);
      }
    }
  }
}
