// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;
import winnow.context.Leases;
import winnow.schema.IpAddress;
import winnow.schema.evidence.Verdict;

/**
 * Which hosts are the network's own, and what they are known by: the address, or where a lease
 * tells who had it, the name of that host after a {@value #MARK}, which no address has.
 *
 * @param networks where they are
 * @param leases which of them had which address
 */
public record OwnHosts(InternalNetworks networks, Leases leases) {
  /** What stands before the name of a host. */
  public static final String MARK = "@";

  /** Hosts that are known by their addresses. */
  public static OwnHosts byAddress(InternalNetworks networks) {
    return new OwnHosts(networks, Leases.none());
  }

  /** The same on a day: of the leases, what falls on it. */
  public OwnHosts on(LocalDate day) {
    return leases.isEmpty() ? this : new OwnHosts(networks, leases.on(day));
  }

  /** Whether {@code text} is what one of them is known by. */
  public boolean contain(String text) {
    return isNamed(text) || IpAddress.find(text).filter(networks::contains).isPresent();
  }

  /** Whether {@code text} is what one of them is known by that has a lease. */
  public boolean isNamed(String text) {
    return text.startsWith(MARK) && leases.hasHost(text.substring(MARK.length()));
  }

  /**
   * A verdict on an earlier day as one on what its host and its peer are known by: on each host
   * that had the address on that day.
   */
  public List<Verdict> known(Verdict verdict) {
    if (leases.isEmpty()) {
      return List.of(verdict);
    }
    int end = verdict.peer().indexOf(' ');
    String address = end < 0 ? verdict.peer() : verdict.peer().substring(0, end);
    String service = verdict.peer().substring(address.length());
    List<Verdict> known = new ArrayList<>();
    for (String host : known(verdict.host(), verdict.day())) {
      for (String peer : known(address, verdict.day())) {
        known.add(
            new Verdict(
                verdict.day(),
                host,
                verdict.family(),
                peer + service,
                verdict.importance(),
                verdict.author(),
                verdict.at(),
                verdict.note()));
      }
    }
    return known;
  }

  /** What hosts were known by that had an address on a day; another text as it is. */
  public List<String> known(String text, LocalDate day) {
    List<String> names =
        IpAddress.find(text)
            .filter(networks::contains)
            .map(address -> leases.hosts(address, day))
            .orElse(List.of());
    return names.isEmpty() ? List.of(text) : names.stream().map(MARK::concat).toList();
  }

  /** Packs all of it, for processes that have rows alone. */
  public void write(PackedWriter out) {
    out.number(networks.named().size());
    for (AddressRange range : networks.named()) {
      out.text(range.first().toString()).text(range.last().toString());
    }
    out.number(leases.list().size());
    for (Leases.Lease lease : leases.list()) {
      out.word(lease.address().high()).word(lease.address().low());
      out.word(lease.fromMicros()).word(lease.untilMicros()).text(lease.host());
    }
  }

  /** What {@link #write} packed. */
  public static OwnHosts read(PackedReader in) {
    int named = in.size();
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < named; i++) {
      ranges.add(new AddressRange(IpAddress.parse(in.text()), IpAddress.parse(in.text())));
    }
    int size = in.size();
    List<Leases.Lease> leases = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      IpAddress address = new IpAddress(in.word(), in.word());
      leases.add(new Leases.Lease(address, in.word(), in.word(), in.text()));
    }
    return new OwnHosts(new InternalNetworks(ranges), Leases.ofList(leases));
  }
}
