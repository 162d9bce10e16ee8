// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/**
 * Which host had which address when, as DHCP servers tell it (RFC 2131). An address has one host at
 * a time, or none that is known; {@link LeaseTimeline} says what becomes of leases that overlap,
 * and {@link LeaseClients} what hosts are called. Immutable.
 */
public final class Leases {
  /** The time before all others, where a lease is not known to begin. */
  public static final long BEGINNING = Long.MIN_VALUE;

  /** The time after all others, where a lease is not known to end. */
  public static final long END = Long.MAX_VALUE;

  private static final Leases NONE = new Leases(List.of());
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final List<Lease> list;
  private final Map<IpAddress, List<Lease>> byAddress = new LinkedHashMap<>();
  private final Set<String> hosts = new HashSet<>();

  private Leases(List<Lease> list) {
    this.list = List.copyOf(list);
    int start = 0;
    for (int i = 0; i < this.list.size(); i++) {
      IpAddress address = this.list.get(i).address();
      hosts.add(this.list.get(i).host());
      if (i + 1 == this.list.size() || !this.list.get(i + 1).address().equals(address)) {
        byAddress.put(address, this.list.subList(start, i + 1));
        start = i + 1;
      }
    }
  }

  /**
   * A host had an address.
   *
   * @param address the address
   * @param fromMicros from when, microseconds since the epoch; may be {@link #BEGINNING}
   * @param untilMicros until when, itself not included; may be {@link #END}
   * @param host what the host is called, or its hardware address
   */
  public record Lease(IpAddress address, long fromMicros, long untilMicros, String host) {
    /** Checks that it has a length. */
    public Lease {
      if (fromMicros >= untilMicros) {
        throw new IllegalArgumentException(
            "the lease of " + address + " by " + host + " has no length");
      }
    }
  }

  /** Nothing is known of any address. */
  public static Leases none() {
    return NONE;
  }

  /** What servers told, in the order in which they did. */
  public static Leases of(List<Binding> told) {
    LeaseClients clients = new LeaseClients(told);
    Map<IpAddress, LeaseTimeline> timelines = new LinkedHashMap<>();
    for (Binding binding : told) {
      timelines
          .computeIfAbsent(binding.address(), address -> new LeaseTimeline())
          .add(binding, clients.host(binding));
    }
    List<IpAddress> addresses = new ArrayList<>(timelines.keySet());
    Collections.sort(addresses);
    List<Lease> leases = new ArrayList<>();
    for (IpAddress address : addresses) {
      LeaseTimeline timeline = timelines.get(address);
      if (timeline != null) {
        timeline.resolve(address, leases);
      }
    }
    return leases.isEmpty() ? NONE : new Leases(leases);
  }

  /**
   * The leases of another value.
   *
   * @param list what {@link #list} returned
   */
  public static Leases ofList(List<Lease> list) {
    for (int i = 1; i < list.size(); i++) {
      Lease before = list.get(i - 1);
      int order = before.address().compareTo(list.get(i).address());
      if (order > 0 || order == 0 && before.untilMicros() > list.get(i).fromMicros()) {
        throw new IllegalArgumentException(
            "leases out of order: " + before + " before " + list.get(i));
      }
    }
    return list.isEmpty() ? NONE : new Leases(list);
  }

  /** All, by address, then time; those of an address do not overlap. */
  public List<Lease> list() {
    return list;
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** How many hosts there are. */
  public int hosts() {
    return hosts.size();
  }

  /** Whether a host is called {@code name}. */
  public boolean hasHost(String name) {
    return hosts.contains(name);
  }

  /** The leases of {@code address}, in the order of time. */
  public List<Lease> of(IpAddress address) {
    return byAddress.getOrDefault(address, List.of());
  }

  /** The host that had {@code address} at a time. */
  public Optional<String> find(IpAddress address, long micros) {
    return of(address).stream()
        .filter(lease -> lease.fromMicros() <= micros && micros < lease.untilMicros())
        .map(Lease::host)
        .findFirst();
  }

  /** The hosts that had {@code address} on a day, UTC, the first of them first. */
  public List<String> hosts(IpAddress address, LocalDate day) {
    return of(address).stream()
        .filter(lease -> lease.fromMicros() < micros(day.plusDays(1)))
        .filter(lease -> lease.untilMicros() > micros(day))
        .map(Lease::host)
        .distinct()
        .toList();
  }

  /**
   * What of it falls on a day, UTC. What goes on beyond it is known of all time: nothing else of
   * that day depends on when it began or will end.
   */
  public Leases on(LocalDate day) {
    long start = micros(day);
    long end = micros(day.plusDays(1));
    List<Lease> ofDay = new ArrayList<>();
    for (Lease lease : list) {
      if (lease.fromMicros() < end && lease.untilMicros() > start) {
        long from = lease.fromMicros() <= start ? BEGINNING : lease.fromMicros();
        long until = lease.untilMicros() >= end ? END : lease.untilMicros();
        ofDay.add(new Lease(lease.address(), from, until, lease.host()));
      }
    }
    return ofDay.isEmpty() ? NONE : new Leases(ofDay);
  }

  private static long micros(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Leases leases && list.equals(leases.list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  @Override
  public String toString() {
    return list.size() + " leases of " + byAddress.size() + " addresses by " + hosts.size();
  }
}
