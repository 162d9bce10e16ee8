// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.day.OwnHosts;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;
import winnow.context.Leases;
import winnow.schema.TelemetryKind;

/**
 * Days in their order, and how many rows of each kind they had. Rows of a lake are added, and
 * deleted by whole days, so the numbers tell whether a day is what it was.
 *
 * @param inside ranges of the network's own hosts beside private ones
 * @param days the days
 */
record History(List<String> inside, List<Day> days) {

  /** Takes a copy. */
  History {
    inside = List.copyOf(inside);
    days = List.copyOf(days);
  }

  /**
   * What is known of a network beside its traffic.
   *
   * @param inside ranges of its own hosts beside private ones
   * @param leases who had which address; null when hosts are to be known by their addresses
   */
  record Network(List<String> inside, @Nullable Leases leases) {
    /** Takes a copy. */
    Network {
      inside = List.copyOf(inside);
    }

    OwnHosts hosts() {
      InternalNetworks networks =
          new InternalNetworks(inside.stream().map(AddressRange::parse).toList());
      Leases known = leases;
      return known == null ? OwnHosts.byAddress(networks) : new OwnHosts(networks, known);
    }

    /** A day with so many rows of each kind, and what is known of it. */
    Day day(LocalDate date, Map<TelemetryKind, Long> rows) {
      Leases known = leases;
      return new Day(date, rows, known == null ? null : digest(known.on(date)));
    }

    private static String digest(Leases leases) {
      PackedWriter out = new PackedWriter();
      new OwnHosts(new InternalNetworks(List.of()), leases).write(out);
      return Sha256.hex(out.toBytes());
    }
  }

  /**
   * A day.
   *
   * @param rows how many rows of each kind; none of a kind that it has not
   * @param leases digest of the leases by which hosts were known; null when by their addresses
   */
  record Day(LocalDate date, Map<TelemetryKind, Long> rows, @Nullable String leases) {
    /** Takes a copy. */
    Day {
      Map<TelemetryKind, Long> copy = new EnumMap<>(TelemetryKind.class);
      copy.putAll(rows);
      rows = Collections.unmodifiableMap(copy);
    }

    private boolean hasRowsOf(@Nullable Day other) {
      return other != null && rows.equals(other.rows);
    }
  }

  LocalDate last() {
    return days.getLast().date();
  }

  /** Whether its hosts are known by leases, which they are on all days or on none. */
  boolean usesLeases() {
    return !days.isEmpty() && days.getLast().leases() != null;
  }

  /** These days and one more. */
  History plus(Day day) {
    List<Day> more = new ArrayList<>(days);
    more.add(day);
    return new History(inside, more);
  }

  /**
   * Whether these are the days that a lake has up to the last of them. Days that it has no more
   * were forgotten, and count as they were; so do leases, for servers forget those of earlier days.
   *
   * @param present the days of the lake
   */
  boolean isOf(NavigableMap<LocalDate, Day> present) {
    Map<LocalDate, Day> known = new HashMap<>();
    days.forEach(day -> known.put(day.date(), day));
    return present.headMap(last(), true).values().stream()
        .allMatch(day -> day.hasRowsOf(known.get(day.date())));
  }

  /** SHA-256 of the days and their rows, hexadecimal. */
  String digest() {
    StringBuilder text = new StringBuilder().append(inside).append('\n');
    for (Day day : days) {
      text.append(day.date()).append(' ').append(day.rows());
      text.append(day.leases() == null ? "" : " leases " + day.leases()).append('\n');
    }
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  void write(PackedWriter out) {
    out.number(inside.size());
    inside.forEach(out::text);
    out.number(days.size());
    for (Day day : days) {
      out.number(day.date().toEpochDay()).number(day.rows().size());
      day.rows().forEach((kind, rows) -> out.text(kind.name()).number(rows));
      String leases = day.leases();
      out.text(leases == null ? "" : leases);
    }
  }

  static History read(PackedReader in) {
    List<String> inside = new ArrayList<>();
    int ranges = in.size();
    for (int i = 0; i < ranges; i++) {
      inside.add(in.text());
    }
    List<Day> days = new ArrayList<>();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      LocalDate date = LocalDate.ofEpochDay(in.number());
      Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
      int kinds = in.size();
      for (int k = 0; k < kinds; k++) {
        rows.put(TelemetryKind.valueOf(in.text()), in.number());
      }
      String leases = in.text();
      days.add(new Day(date, rows, leases.isEmpty() ? null : leases));
    }
    return new History(inside, days);
  }
}
