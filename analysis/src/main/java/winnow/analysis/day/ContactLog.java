// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * Times and sizes of the contacts of some rows of a table, in the order of their arrival. Each of
 * these rows has a place, from 0 on in the order of the rows. Not thread-safe.
 */
final class ContactLog {
  private static final int FIRST_LENGTH = 16;

  /** The row of each place, ascending. */
  private final int[] rows;

  /** Time and size by turns, for each place. */
  private final long[][] values;

  private final int[] sizes;

  /** No contact of {@code wanted} rows yet. */
  ContactLog(BitSet wanted) {
    rows = wanted.stream().toArray();
    values = new long[rows.length][0];
    sizes = new int[rows.length];
  }

  void add(int place, long timeMicros, long octets) {
    int size = sizes[place];
    if (size == values[place].length) {
      values[place] = Arrays.copyOf(values[place], Math.max(FIRST_LENGTH, 2 * size));
    }
    values[place][size] = timeMicros;
    values[place][size + 1] = octets;
    sizes[place] = size + 2;
  }

  /** Adds the contacts of {@code other}, which has the same places. */
  void addAll(ContactLog other) {
    for (int place = 0; place < rows.length; place++) {
      int size = sizes[place];
      int added = other.sizes[place];
      if (added > 0) {
        values[place] = Arrays.copyOf(values[place], size + added);
        System.arraycopy(other.values[place], 0, values[place], size, added);
        sizes[place] = size + added;
      }
    }
  }

  /** The times of a row, in order; none when it is not wanted. */
  long[] times(int row) {
    return sorted(row, 0);
  }

  /** The sizes of a row, the smallest first; none when it is not wanted. */
  long[] octets(int row) {
    return sorted(row, 1);
  }

  private long[] sorted(int row, int offset) {
    int place = Arrays.binarySearch(rows, row);
    if (place < 0) {
      return new long[0];
    }
    long[] all = values[place];
    return IntStream.range(0, sizes[place] / 2)
        .mapToLong(contact -> all[2 * contact + offset])
        .sorted()
        .toArray();
  }

  void write(PackedWriter out) {
    out.number(Arrays.stream(sizes).filter(size -> size > 0).count());
    for (int place = 0; place < rows.length; place++) {
      if (sizes[place] > 0) {
        out.number(place).number(sizes[place]);
        for (int i = 0; i < sizes[place]; i++) {
          out.number(values[place][i]);
        }
      }
    }
  }

  /** Adds what {@link #write} packed of a log with the same places. */
  void read(PackedReader in) {
    int places = in.size();
    for (int i = 0; i < places; i++) {
      int place = in.size();
      int size = in.size();
      for (int value = 0; value < size; value += 2) {
        add(place, in.number(), in.number());
      }
    }
  }
}
