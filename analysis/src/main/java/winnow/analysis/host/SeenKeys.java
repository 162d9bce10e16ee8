// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.time.LocalDate;
import java.util.Arrays;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * Which things, by a hash of 64 bits, were there on earlier days: on how many, and when last. What
 * was not seen for a month is forgotten. Not thread-safe.
 */
public final class SeenKeys {
  private static final int MOST_DAYS = 30;

  private LongTable keys = new LongTable();
  private int[] days = new int[64];
  private int[] last = new int[64];

  /** Nothing seen yet. */
  public SeenKeys() {}

  /** Notes that {@code key} was there on {@code day}; whether for the first time. */
  public boolean add(long key, LocalDate day) {
    int today = Math.toIntExact(day.toEpochDay());
    int before = keys.size();
    int at = keys.add(key);
    if (at >= days.length) {
      days = Arrays.copyOf(days, 2 * at);
      last = Arrays.copyOf(last, 2 * at);
    }
    if (at == before || last[at] != today) {
      days[at]++;
      last[at] = today;
    }
    return at == before;
  }

  /** On how many days {@code key} was there. */
  public int days(long key) {
    int at = keys.find(key);
    return at == LongTable.NONE ? 0 : days[at];
  }

  /** Forgets what was last there more than 30 days before {@code day}. */
  public void forget(LocalDate day) {
    long oldest = day.toEpochDay() - MOST_DAYS;
    LongTable kept = new LongTable();
    int[] daysKept = new int[days.length];
    int[] lastKept = new int[last.length];
    for (int at = 0; at < keys.size(); at++) {
      if (last[at] >= oldest) {
        int to = kept.add(keys.key(at));
        daysKept[to] = days[at];
        lastKept[to] = last[at];
      }
    }
    keys = kept;
    days = daysKept;
    last = lastKept;
  }

  /** How many things are known. */
  public int size() {
    return keys.size();
  }

  /** Packs all of it. */
  public void write(PackedWriter out) {
    out.number(keys.size());
    for (int at = 0; at < keys.size(); at++) {
      out.word(keys.key(at)).number(days[at]).number(last[at]);
    }
  }

  /** Takes over what {@link #write} packed; nothing may have been seen before. */
  public void read(PackedReader in) {
    int size = in.size();
    for (int i = 0; i < size; i++) {
      int at = keys.add(in.word());
      if (at >= days.length) {
        days = Arrays.copyOf(days, 2 * at);
        last = Arrays.copyOf(last, 2 * at);
      }
      days[at] = (int) in.number();
      last[at] = (int) in.number();
    }
  }
}
