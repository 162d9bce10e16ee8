// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.synth.emit.LabelBook;
import winnow.synth.emit.NfcapdReader;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.network.Host;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.FieldConditions;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.scenario.Victim;
import winnow.synth.scenario.Window;
import winnow.synth.traffic.Day;

class DataSetTest {
  private static final Scenario SMALL = Scenario.defaults().withHosts(40).withIntensity(0.2);
  private static final Set<OutputFormat> ALL = EnumSet.allOf(OutputFormat.class);

  @TempDir private Path folder;

  @Test
  void equalScenariosGiveEqualBytes() throws Exception {
    Map<String, String> first = digests(SMALL, ALL, "a");
    assertThat(digests(SMALL, ALL, "b")).isEqualTo(first);
    assertThat(first)
        .containsKeys(
            "flow/nfcapd.202603021000",
            "flow/netflow9-2026030210.pcap",
            "flow/ipfix-2026030210.pcap",
            "dns/dns-2026030210.pcap",
            "proxy/proxy-20260302.log",
            "zeek/conn.2026-03-02-10.log",
            "zeek/dns.2026-03-02-10.log",
            "zeek-json/http.2026-03-02-10.log",
            "labels.csv",
            "context/networks.csv",
            "context/geo.csv",
            "context/domains.csv");
  }

  @Test
  void anotherSeedGivesOtherBytesInEveryFileOfTraffic() throws Exception {
    Map<String, String> first = digests(SMALL, ALL, "a");
    Map<String, String> second = digests(SMALL.withSeed(2), ALL, "b");
    first.remove("labels.csv");
    first.forEach((name, digest) -> assertThat(second.get(name)).as(name).isNotEqualTo(digest));
  }

  @Test
  void aFormatHasTheSameBytesWhateverElseIsWritten() throws Exception {
    Map<String, String> all = digests(SMALL, ALL, "a");
    Map<String, String> one = digests(SMALL, EnumSet.of(OutputFormat.NFCAPD), "b");
    one.forEach((name, digest) -> assertThat(all).containsEntry(name, digest));
  }

  @Test
  void daysStandAlone() throws Exception {
    Scenario twoDays = SMALL.withDays(2);
    Map<String, String> both = digests(twoDays, EnumSet.of(OutputFormat.NFCAPD), "a");
    DataSet second = new DataSet(twoDays, EnumSet.of(OutputFormat.NFCAPD), Rotation.FIVE_MINUTES);
    second.writeDay(1, folder.resolve("b"), new LabelBook(second.network()));
    Map<String, String> alone = digests(folder.resolve("b"));
    assertThat(alone).hasSizeGreaterThan(100);
    alone.forEach((name, digest) -> assertThat(both).containsEntry(name, digest));
  }

  @Test
  void writesExactlyAsManyFlowsAsAskedFor() throws IOException {
    Window day = new Window(0, 1, 0, 24);
    Scenario scenario =
        Scenario.benchmark(500, 50_001)
            .withAttacks(List.of(Beacon.loud("b", new Victim(Role.WORKSTATION, 3), day)));
    for (FlowView view : FlowView.values()) {
      Path target = folder.resolve(view.name());
      DataSet data =
          new DataSet(scenario.withFlowView(view), EnumSet.of(OutputFormat.NFCAPD), Rotation.DAY);
      assertThat(data.write(target, (done, days, records) -> {}))
          .containsEntry(OutputFormat.NFCAPD, 50_001L);
      NfcapdReader file = NfcapdReader.read(target.resolve("flow/nfcapd.202603020000"));
      assertThat(file.flows).hasSize(50_001);
      assertThat(file.sums[0]).isEqualTo(50_001);
      if (view == FlowView.UNIFLOW) {
        assertThat(file.flows.stream().mapToLong(NfcapdReader.Flow::octets).sum())
            .isEqualTo(file.sums[1]);
      }
      assertThat(file.flows)
          .isSortedAccordingTo((a, b) -> Long.compare(a.receivedMillis(), b.receivedMillis()));
    }
  }

  @Test
  void filesHoldTheFlowsOfTheirTime() throws IOException {
    new DataSet(SMALL, EnumSet.of(OutputFormat.NFCAPD), Rotation.HOUR)
        .write(folder, (done, days, records) -> {});
    NfcapdReader nine = NfcapdReader.read(folder.resolve("flow/nfcapd.202603020900"));
    long start = java.time.Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();
    assertThat(nine.flows)
        .isNotEmpty()
        .allMatch(it -> it.receivedMillis() >= start && it.receivedMillis() < start + 3_600_000);
  }

  @Test
  void refusesTwoWayRecordsInNetflowV9() {
    Scenario biflow = SMALL.withFlowView(FlowView.BIFLOW);
    assertThatThrownBy(() -> new DataSet(biflow, EnumSet.of(OutputFormat.NETFLOW_V9), Rotation.DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "NetFlow v9 has no records with both directions: use ipfix-pcap or nfcapd, or UNIFLOW");
  }

  @Test
  void everyAttackOfTheDemoLeavesTracesAndOneGoesThroughTheProxy() throws IOException {
    Scenario demo = Scenario.demo();
    DataSet data =
        new DataSet(demo, EnumSet.of(OutputFormat.NFCAPD, OutputFormat.PROXY), Rotation.DAY);
    LabelBook labels = new LabelBook(data.network());
    data.writeDay(8, folder, labels);
    data.writeDay(9, folder, labels);
    Path file = folder.resolve("labels.csv");
    labels.write(file);
    List<String[]> lines =
        Files.readAllLines(file).stream().skip(1).map(line -> line.split(",")).toList();
    assertThat(lines.stream().map(line -> line[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(demo.attacks().stream().map(Attack::id).toList());
    assertThat(lines.stream().filter(line -> line[8].equals("proxy")).map(line -> line[0]))
        .containsExactly("beacon-proxied", "beacon-proxied");
  }

  @Test
  void campaignsAreTheSameForTheSameSeedInEveryFormat() throws Exception {
    Scenario campaigns = Scenario.campaigns(40, 3, 4).withIntensity(0.1);
    FieldConditions field = new FieldConditions(20, Set.of(1), 0.3);
    Map<String, String> first = digests(campaigns.withConditions(field), ALL, "a");
    assertThat(digests(campaigns.withConditions(field), ALL, "b")).isEqualTo(first);
    assertThat(first).containsKey("context/leases.csv");
  }

  @Test
  void missingDaysHaveNoFilesAndTheOthersWhatTheyHaveAnyway() throws Exception {
    Scenario days = Scenario.campaigns(40, 3, 4).withIntensity(0.1);
    Set<OutputFormat> formats = EnumSet.of(OutputFormat.NFCAPD, OutputFormat.DNS_PCAP);
    Map<String, String> all = digests(days, formats, "a");
    FieldConditions field = FieldConditions.IDEAL.withMissingDays(Set.of(1));
    Map<String, String> some = digests(days.withConditions(field), formats, "b");
    String missing = days.firstDay().plusDays(1).toString().replace("-", "");
    assertThat(all.keySet()).anyMatch(name -> name.contains(missing));
    assertThat(some.keySet()).noneMatch(name -> name.contains(missing));
    all.keySet().removeIf(name -> name.contains(missing));
    assertThat(some.keySet()).isEqualTo(all.keySet());
    all.remove("labels.csv");
    all.forEach((name, digest) -> assertThat(some).containsEntry(name, digest));
  }

  @Test
  void samplingTouchesFlowsOfExportersAlone() throws Exception {
    Map<String, String> all = digests(SMALL, ALL, "a");
    FieldConditions field = FieldConditions.IDEAL.withSamplingInterval(10);
    Map<String, String> sampled = digests(SMALL.withConditions(field), ALL, "b");
    all.forEach((name, digest) -> {
      if (name.startsWith("flow/")) {
        assertThat(sampled.get(name)).as(name).isNotEqualTo(digest);
      } else {
        assertThat(sampled).containsEntry(name, digest);
      }
    });
  }

  @Test
  void leasesSayWhoHadTheAddressesThatChangeAndLabelsHaveThoseOfTheirDay() throws IOException {
    Attack beacon = Beacon.loud("b", new Victim(Role.WORKSTATION, 3), new Window(0, 6, 0, 24));
    Scenario scenario =
        SMALL
            .withHosts(200)
            .withDays(6)
            .withIntensity(0.02)
            .withAttacks(List.of(beacon))
            .withConditions(FieldConditions.IDEAL.withChurnShare(0.4));
    DataSet data = new DataSet(scenario, EnumSet.of(OutputFormat.NFCAPD), Rotation.DAY);
    data.write(folder, (done, days, records) -> {});
    List<String[]> leases = rows("context/leases.csv");
    Host victim = data.network().host(beacon.victim());
    int moved = 0;
    int computers = 0;
    for (int i = 0; i < 6; i++) {
      Day day = new Day(data.network(), i);
      Day before = new Day(data.network(), Math.max(0, i - 1));
      String midnight = day.date() + "T00:00:00Z";
      List<String[]> valid =
          leases.stream()
              .filter(it -> it[1].compareTo(midnight) <= 0 && it[2].compareTo(midnight) > 0)
              .toList();
      assertThat(valid).extracting(it -> it[0]).doesNotHaveDuplicates();
      for (Host host : data.network().hosts()) {
        if (host.role().hasUser() && host.role() != Role.GUEST) {
          computers++;
          moved += day.address(host).equals(before.address(host)) ? 0 : 1;
          assertThat(valid)
              .anyMatch(it ->
                  it[0].equals(day.address(host).toString())
                      && it[3].startsWith(host.name() + "."));
        }
      }
      assertThat(rows("labels.csv"))
          .filteredOn(it -> it[5].startsWith(day.date().toString()))
          .isNotEmpty()
          .allMatch(it -> it[3].equals(day.address(victim).toString()));
    }
    assertThat(moved / (computers * 5 / 6.0)).isBetween(0.35, 0.45);
  }

  private List<String[]> rows(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .skip(1)
        .map(line -> line.split(","))
        .toList();
  }

  @Test
  void tellsItsProgress() throws IOException {
    List<String> told = new ArrayList<>();
    new DataSet(SMALL.withDays(2), EnumSet.of(OutputFormat.PROXY), Rotation.DAY)
        .write(folder, (done, days, records) -> told.add(done + "/" + days));
    assertThat(told).containsExactly("1/2", "2/2");
  }

  private Map<String, String> digests(Scenario scenario, Set<OutputFormat> formats, String name)
      throws IOException, NoSuchAlgorithmException {
    Path target = folder.resolve(name);
    new DataSet(scenario, formats, Rotation.FIVE_MINUTES)
        .write(target, (done, days, records) -> {});
    return digests(target);
  }

  private static Map<String, String> digests(Path root)
      throws IOException, NoSuchAlgorithmException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(root.relativize(file).toString(), java.util.HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }
}
