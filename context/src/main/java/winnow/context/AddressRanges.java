// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * What is known about ranges of addresses; the narrowest range that holds an address speaks for it,
 * of equals the one declared last. Ranges are cut into disjoint segments once, so that a look-up is
 * one binary search. Immutable.
 *
 * @param <T> what is known
 */
public final class AddressRanges<T> {
  private final IpAddress[] starts;
  private final List<Optional<T>> values;

  private AddressRanges(IpAddress[] starts, List<Optional<T>> values) {
    this.starts = starts;
    this.values = List.copyOf(values);
  }

  /**
   * A range and what is known about it.
   *
   * @param range the addresses
   * @param value what is known
   * @param <T> its type
   */
  public record Entry<T>(AddressRange range, T value) {}

  /** Knowledge about nothing. */
  public static <T> AddressRanges<T> empty() {
    return new AddressRanges<>(new IpAddress[0], List.of());
  }

  /** Knowledge from entries in any order. */
  public static <T> AddressRanges<T> of(List<Entry<T>> entries) {
    return new Cutter<>(entries).cut();
  }

  /** What is known about {@code address}. */
  public Optional<T> find(IpAddress address) {
    int at = Arrays.binarySearch(starts, address);
    int segment = at >= 0 ? at : -at - 2;
    return segment < 0 ? Optional.empty() : values.get(segment);
  }

  /** Number of disjoint segments. */
  public int segments() {
    return starts.length;
  }

  /** Sweeps over the addresses, with the ranges that are open at hand, the narrowest first. */
  private static final class Cutter<T> {
    private final List<Entry<T>> entries;
    private final List<IpAddress> starts = new ArrayList<>();
    private final List<Optional<T>> values = new ArrayList<>();

    Cutter(List<Entry<T>> entries) {
      this.entries = entries;
    }

    AddressRanges<T> cut() {
      Integer[] byStart = new Integer[entries.size()];
      Arrays.setAll(byStart, i -> i);
      Arrays.sort(byStart, Comparator.comparing((Integer i) -> range(i).first()));
      PriorityQueue<Integer> byEnd =
          new PriorityQueue<>(Comparator.comparing((Integer i) -> range(i).last()));
      TreeSet<Integer> open = new TreeSet<>(this::compareWidth);
      for (Integer entry : byStart) {
        closeBefore(range(entry).first(), byEnd, open);
        byEnd.add(entry);
        open.add(entry);
        segment(range(entry).first(), open);
      }
      closeBefore(null, byEnd, open);
      return new AddressRanges<>(starts.toArray(new IpAddress[0]), values);
    }

    private void closeBefore(
        @Nullable IpAddress start, PriorityQueue<Integer> byEnd, TreeSet<Integer> open) {
      for (Integer next = byEnd.peek(); next != null; next = byEnd.peek()) {
        AddressRange range = range(next);
        if (start != null && range.last().compareTo(start) >= 0) {
          return;
        }
        byEnd.remove();
        open.remove(next);
        IpAddress after = range.after();
        if (after != null) {
          segment(after, open);
        }
      }
    }

    private void segment(IpAddress start, TreeSet<Integer> open) {
      if (!starts.isEmpty() && starts.getLast().equals(start)) {
        starts.removeLast();
        values.removeLast();
      }
      starts.add(start);
      values.add(
          open.isEmpty() ? Optional.empty() : Optional.of(entries.get(open.first()).value()));
    }

    private int compareWidth(Integer a, Integer b) {
      int order = range(a).compareSize(range(b));
      return order != 0 ? order : Integer.compare(b, a);
    }

    private AddressRange range(int entry) {
      return entries.get(entry).range();
    }
  }
}
