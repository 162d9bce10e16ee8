// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.SharedTexts;
import winnow.context.Leases;
import winnow.schema.IpAddress;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * Translates the addresses of one column of a day to the ids of what hosts are known by, see {@link
 * OwnHosts}. An address that one host had all day is looked up once; of one that changed hands, the
 * time of the row decides. Nothing is allocated for a row. Not thread-safe.
 */
final class HostIds {
  private static final Timeline NO_TIMELINE = new Timeline(new long[0], new int[1]);

  /** The id of a row without an address. */
  static final int ABSENT = -1;

  private static final int TIMED = -2;
  private static final int FIRST = 0;
  private static final int LAST = 1;
  private static final int ROWS = 2;
  private static final int SIZE = 3;

  private final SharedTexts texts;
  private final OwnHosts hosts;

  /** Takes which host was seen at which address; null when that is known already. */
  private final @Nullable PairCounts seen;

  private int[] entries = {};
  private long[] times = {};
  private String[] dictionary = {};

  /** By entry of the dictionary: the address, and the host, {@link #TIMED} if it has several. */
  private int[] addresses = {};

  private int[] hostOf = {};
  private Timeline[] timelines = {};

  /** By entry: when it was first and last seen, and in how many rows, since the last time. */
  private long[] sightings = {};

  private HostIds(DayCounts counts, @Nullable PairCounts seen) {
    texts = counts.texts();
    hosts = counts.ownHosts();
    this.seen = seen;
  }

  /** Ids of {@code counts}. */
  static HostIds of(DayCounts counts) {
    return new HostIds(counts, null);
  }

  /** The same, which counts who was seen at which address as well; {@link #end} ends that. */
  static HostIds counting(DayCounts counts) {
    return new HostIds(counts, counts.addresses());
  }

  /** The hosts that had an address one after the other. */
  private record Timeline(long[] ends, int[] hosts) {
    int at(long micros) {
      int found = Arrays.binarySearch(ends, micros);
      return hosts[found >= 0 ? found + 1 : -found - 1];
    }
  }

  /** Makes the next look-ups refer to rows of {@code addresses} at {@code times}. */
  void use(TextVector column, LongVector times) {
    entries = column.ids();
    this.times = times.values();
    if (column.dictionary() == dictionary) {
      return;
    }
    end();
    dictionary = column.dictionary();
    addresses = texts.ids(dictionary);
    hostOf = addresses;
    if (!hosts.leases().isEmpty()) {
      lookUp();
    }
  }

  private void lookUp() {
    hostOf = addresses.clone();
    timelines = new Timeline[dictionary.length];
    Arrays.fill(timelines, NO_TIMELINE);
    sightings = new long[SIZE * dictionary.length];
    for (int entry = 0; entry < dictionary.length; entry++) {
      List<Leases.Lease> leases =
          IpAddress.find(dictionary[entry])
              .filter(hosts.networks()::contains)
              .map(hosts.leases()::of)
              .orElse(List.of());
      if (leases.size() == 1 && isAllDay(leases.getFirst())) {
        hostOf[entry] = texts.id(OwnHosts.MARK + leases.getFirst().host());
      } else if (!leases.isEmpty()) {
        hostOf[entry] = TIMED;
        timelines[entry] = timeline(leases, addresses[entry]);
      }
    }
  }

  private static boolean isAllDay(Leases.Lease lease) {
    return lease.fromMicros() == Leases.BEGINNING && lease.untilMicros() == Leases.END;
  }

  /** Between the leases, the host is its address. */
  private Timeline timeline(List<Leases.Lease> leases, int address) {
    int most = 2 * leases.size() + 1;
    long[] ends = new long[most];
    int[] of = new int[most];
    int size = 0;
    long at = Leases.BEGINNING;
    for (Leases.Lease lease : leases) {
      if (lease.fromMicros() > at) {
        ends[size] = lease.fromMicros();
        of[size++] = address;
      }
      ends[size] = lease.untilMicros();
      of[size++] = texts.id(OwnHosts.MARK + lease.host());
      at = lease.untilMicros();
    }
    of[size] = address;
    return new Timeline(Arrays.copyOf(ends, size), Arrays.copyOf(of, size + 1));
  }

  /** The id of the host in a row, {@link #ABSENT} when there is none. */
  int id(int row) {
    int entry = entries[row];
    if (entry < 0) {
      return ABSENT;
    }
    int host = hostOf[entry];
    if (host == addresses[entry]) {
      return host;
    }
    long time = times[row];
    if (host == TIMED) {
      host = timelines[entry].at(time);
      if (seen != null && host != addresses[entry]) {
        count(seen, host, addresses[entry], time, time, 1);
      }
    } else if (seen != null) {
      note(SIZE * entry, time);
    }
    return host;
  }

  private void note(int at, long time) {
    boolean isFirst = sightings[at + ROWS]++ == 0;
    sightings[at + FIRST] = isFirst ? time : Math.min(time, sightings[at + FIRST]);
    sightings[at + LAST] = isFirst ? time : Math.max(time, sightings[at + LAST]);
  }

  /** Counts what was seen since the last time. */
  void end() {
    if (seen == null) {
      return;
    }
    for (int entry = 0; SIZE * entry < sightings.length; entry++) {
      int at = SIZE * entry;
      if (sightings[at + ROWS] > 0) {
        count(
            seen,
            hostOf[entry],
            addresses[entry],
            sightings[at + FIRST],
            sightings[at + LAST],
            sightings[at + ROWS]);
      }
    }
    Arrays.fill(sightings, 0);
  }

  private static void count(
      PairCounts seen, int host, int address, long first, long last, long rows) {
    int pair = seen.row(host, address);
    seen.add(pair, DayCounts.COUNT, rows);
    seen.seen(pair, first);
    seen.seen(pair, last);
  }
}
