// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.util.Arrays;

/**
 * Flows in the order of their last packets, one list for each time-out, linked through the rows of
 * a {@link FlowTable}. What was silent longest comes first.
 */
final class IdleLists {
  private static final int NONE = -1;

  private final FlowTable table;
  private final int[] first;
  private final int[] last;

  IdleLists(FlowTable table, int count) {
    this.table = table;
    first = new int[count];
    last = new int[count];
    Arrays.fill(first, NONE);
    Arrays.fill(last, NONE);
  }

  int count() {
    return first.length;
  }

  /** The base of the first flow of a list, negative when it is empty. */
  int first(int list) {
    return first[list];
  }

  /** The base of the flow behind another in its list, negative when it is the last. */
  int behind(int base) {
    return behind(table.rows()[base + Row.LINKS]);
  }

  /** The list that a flow is in. */
  int listOf(int base) {
    return (int) (table.rows()[base + Row.HASH] >>> 32);
  }

  /** Puts a flow at the end of a list. */
  void append(int base, int list) {
    long[] rows = table.rows();
    int before = last[list];
    rows[base + Row.LINKS] = link(before, NONE);
    rows[base + Row.HASH] = (long) list << 32 | (rows[base + Row.HASH] & 0xffff_ffffL);
    if (before == NONE) {
      first[list] = base;
    } else {
      rows[before + Row.LINKS] = link(before(rows[before + Row.LINKS]), base);
    }
    last[list] = base;
  }

  /** Takes a flow out of its list. */
  void remove(int base) {
    long[] rows = table.rows();
    int list = listOf(base);
    int before = before(rows[base + Row.LINKS]);
    int behind = behind(rows[base + Row.LINKS]);
    if (before == NONE) {
      first[list] = behind;
    } else {
      rows[before + Row.LINKS] = link(before(rows[before + Row.LINKS]), behind);
    }
    if (behind == NONE) {
      last[list] = before;
    } else {
      rows[behind + Row.LINKS] = link(before, behind(rows[behind + Row.LINKS]));
    }
  }

  /** Moves a flow that had a packet to the end of {@code list}. */
  void touch(int base, int list) {
    if (last[list] != base) {
      remove(base);
      append(base, list);
    }
  }

  private static long link(int before, int behind) {
    return (long) before << 32 | (behind & 0xffff_ffffL);
  }

  private static int before(long links) {
    return (int) (links >> 32);
  }

  private static int behind(long links) {
    return (int) links;
  }
}
