// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import winnow.schema.IpAddress;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.Subnet;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;

/** What the owner of the network knows beside the traffic: subnets, geography, popular domains. */
public final class ContextFiles {
  private static final int DOMAINS = 10_000;

  private ContextFiles() {}

  /**
   * Writes `networks.csv`, `geo.csv` and `domains.csv` into a folder; where addresses are leased to
   * people's computers beside laptops, also `leases.csv`.
   */
  public static void write(SyntheticNetwork network, Path folder) throws IOException {
    Files.createDirectories(folder);
    lines(folder.resolve("networks.csv"), "network,name", networks(network));
    lines(
        folder.resolve("geo.csv"),
        "range,country,city,latitude,longitude,as,organization",
        geography(network));
    lines(folder.resolve("domains.csv"), "rank,domain", domains(network));
    if (network.scenario().conditions().churnShare() > 0) {
      lines(folder.resolve("leases.csv"), "address,from,to,host", leases(network));
    }
  }

  private static List<String> networks(SyntheticNetwork network) {
    List<String> lines = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      if (subnet.role() != Role.GUEST) {
        lines.add(subnet.cidr() + "," + subnet.name());
        lines.add(new IpAddress(subnet.ipv6High(), 0) + "/64," + subnet.name() + " (IPv6)");
      }
    }
    lines.add(network.internet().ownAddress(0) + "/22,public addresses");
    lines.add(network.guestAddress() + "/32,guest Wi-Fi behind NAT");
    return lines.stream().distinct().toList();
  }

  /** Who had which address when, by host: whole days, joined where nothing changed. */
  private static List<String> leases(SyntheticNetwork network) {
    List<Day> days =
        IntStream.range(0, network.scenario().days()).mapToObj(it -> new Day(network, it)).toList();
    List<String> lines = new ArrayList<>();
    for (Host host : network.hosts()) {
      if (!host.role().hasUser() || host.role() == Role.GUEST) {
        continue;
      }
      int first = 0;
      for (int next = 1; next <= days.size(); next++) {
        IpAddress address = days.get(first).address(host);
        if (next == days.size() || !days.get(next).address(host).equals(address)) {
          String start = days.get(first).date() + "T00:00:00Z";
          String end = days.getFirst().date().plusDays(next) + "T00:00:00Z";
          String name = host.name() + "." + SyntheticNetwork.ZONE;
          lines.add(String.join(",", address.toString(), start, end, name));
          first = next;
        }
      }
    }
    return lines;
  }

  private static List<String> geography(SyntheticNetwork network) {
    record Range(IpAddress first, IpAddress last, AutonomousSystem system) {}
    List<Range> ranges = new ArrayList<>();
    for (AutonomousSystem system : network.internet().systems()) {
      for (AutonomousSystem.Prefix prefix : system.prefixes()) {
        ranges.add(new Range(IpAddress.ofIpv4(prefix.base()), prefix.last(), system));
      }
      long high = system.ipv6High();
      ranges.add(
          new Range(new IpAddress(high, 0), new IpAddress(high | 0xffff_ffffL, -1L), system));
    }
    ranges.sort(Comparator.comparing(Range::first));
    return ranges.stream()
        .map(it ->
            String.join(
                ",",
                it.first + "-" + it.last,
                it.system.country(),
                "",
                "",
                "",
                Integer.toString(it.system.number()),
                it.system.owner()))
        .toList();
  }

  private static List<String> domains(SyntheticNetwork network) {
    List<String> lines = new ArrayList<>();
    int listed = network.scenario().blended() ? network.sites().size() * 2 / 5 : DOMAINS;
    for (Site site : network.sites().sites()) {
      if (lines.size() < Math.min(listed, DOMAINS)) {
        lines.add(site.rank() + 1 + "," + site.domain());
      }
    }
    return lines;
  }

  private static void lines(Path file, String header, List<String> lines) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(header + "\n");
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }
}
