// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/**
 * What was told of one address, and who had it when by that. A server gives away only what is free,
 * so a lease ends where the next one at its address begins, however long it was to last; of two
 * that begin at the same time the one told last counts, as a release takes the place of the lease
 * that it ends. A lease whose beginning is not told begins where the one of that sort before it
 * ends, and yields to those whose beginning is. Not thread-safe.
 */
final class LeaseTimeline {
  private final List<Span> begun = new ArrayList<>();
  private final List<Span> openPast = new ArrayList<>();

  /** A host, or nobody, has the address from when until when. */
  private record Span(long from, long until, @Nullable String host) {
    Span within(long least, long most) {
      return new Span(Math.max(from, least), Math.min(until, most), host);
    }

    boolean isEmpty() {
      return from >= until;
    }
  }

  /** Adds what was told next; by {@code host}, null when by nobody. */
  void add(Binding told, @Nullable String host) {
    Long from = told.fromMicros();
    Long until = told.untilMicros();
    long end = until == null ? Leases.END : until;
    if (from == null) {
      openPast.add(new Span(Leases.BEGINNING, end, host));
    } else {
      begun.add(new Span(from, end, host));
    }
  }

  /** Adds the leases to {@code into}, in the order of time; none overlaps another. */
  void resolve(IpAddress address, List<Leases.Lease> into) {
    int start = into.size();
    List<Span> known = begunInOrder();
    List<Span> rest = openPastInOrder();
    int next = 0;
    long at = Leases.BEGINNING;
    for (Span one : known) {
      next = fill(address, rest, next, at, one.from(), into, start);
      append(address, one, into, start);
      at = one.until();
    }
    fill(address, rest, next, at, Leases.END, into, start);
  }

  /** Of those with a beginning, what is left when each ends where the next begins. */
  private List<Span> begunInOrder() {
    begun.sort(Comparator.comparingLong(Span::from));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      long next = i + 1 < begun.size() ? begun.get(i + 1).from() : Leases.END;
      Span cut = begun.get(i).within(Leases.BEGINNING, next);
      if (!cut.isEmpty()) {
        spans.add(cut);
      }
    }
    return spans;
  }

  /** Those without one, each from the end of the one before. */
  private List<Span> openPastInOrder() {
    openPast.sort(Comparator.comparingLong(Span::until));
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < openPast.size(); i++) {
      boolean isLastOfItsEnd =
          i + 1 == openPast.size() || openPast.get(i + 1).until() > openPast.get(i).until();
      if (isLastOfItsEnd) {
        long before = spans.isEmpty() ? Leases.BEGINNING : spans.getLast().until();
        spans.add(openPast.get(i).within(before, Leases.END));
      }
    }
    return spans;
  }

  /**
   * Adds what {@code spans} from number {@code next} on have between two times.
   *
   * @return the number of the first that reaches beyond them
   */
  private static int fill(
      IpAddress address,
      List<Span> spans,
      int next,
      long from,
      long until,
      List<Leases.Lease> into,
      int start) {
    int at = next;
    while (at < spans.size() && spans.get(at).from() < until) {
      append(address, spans.get(at).within(from, until), into, start);
      if (spans.get(at).until() > until) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static void append(IpAddress address, Span span, List<Leases.Lease> into, int start) {
    String host = span.host();
    if (host == null || span.isEmpty()) {
      return;
    }
    Leases.Lease last = into.size() > start ? into.getLast() : null;
    boolean goesOn = last != null && last.host().equals(host) && last.untilMicros() == span.from();
    long from = last != null && goesOn ? last.fromMicros() : span.from();
    if (goesOn) {
      into.removeLast();
    }
    into.add(new Leases.Lease(address, from, span.until(), host));
  }
}
