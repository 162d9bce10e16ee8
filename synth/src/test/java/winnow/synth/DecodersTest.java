// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.BruteForce;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Exfiltration;
import winnow.synth.scenario.FieldConditions;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.GeneratedDomains;
import winnow.synth.scenario.InsiderAccess;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scan;
import winnow.synth.scenario.Scenario;
import winnow.synth.scenario.StagedDownload;
import winnow.synth.scenario.Victim;
import winnow.synth.scenario.Window;

/** Our own decoders read every byte, and find what the labels say is there. */
class DecodersTest {
  private static final Window DAY = new Window(0, 1, 2, 21);
  private static final Window NIGHT = new Window(0, 1, 1.5, 3);
  private static final Window MORNING = new Window(0, 1, 8, 2);
  private static final List<Attack> ATTACKS =
      List.of(
          Beacon.loud("beacon", new Victim(Role.WORKSTATION, 2), DAY),
          DnsTunnel.quiet("tunnel-cname", new Victim(Role.WORKSTATION, 5), DAY),
          DnsTunnel.loud("tunnel-txt", new Victim(Role.LAPTOP, 5), new Window(0, 1, 10, 1)),
          new DnsTunnel(
              "tunnel-null",
              new Victim(Role.DEVELOPER, 1),
              new Window(0, 1, 4, 1),
              "opaque-sync.net",
              200,
              30,
              DnsTunnel.Carrier.NULL),
          Scan.loud("scan", new Victim(Role.WORKSTATION, 9), new Window(0, 1, 10, 2)),
          Exfiltration.quiet("upload", new Victim(Role.WORKSTATION, 20), DAY),
          BruteForce.quiet("logon", new Victim(Role.WORKSTATION, 12), DAY),
          LateralMovement.loud("moves", new Victim(Role.WORKSTATION, 14), DAY),
          new LateralMovement(
              "moves-rdp", new Victim(Role.DEVELOPER, 3), DAY, 2, LateralMovement.Over.RDP, true),
          LateralMovement.quiet("moves-ssh", new Victim(Role.WORKSTATION, 15), DAY)
              .withOver(LateralMovement.Over.SSH),
          LateralMovement.quiet("moves-winrm", new Victim(Role.WORKSTATION, 16), DAY)
              .withOver(LateralMovement.Over.WINRM),
          InsiderAccess.loud("reads-loud", new Victim(Role.WORKSTATION, 22), NIGHT),
          InsiderAccess.quiet("reads-quiet", new Victim(Role.WORKSTATION, 23), NIGHT),
          GeneratedDomains.loud("names-loud", new Victim(Role.WORKSTATION, 24), MORNING),
          GeneratedDomains.quiet("names-quiet", new Victim(Role.WORKSTATION, 25), DAY),
          StagedDownload.loud("stages-loud", new Victim(Role.WORKSTATION, 26), MORNING),
          StagedDownload.quiet("stages-quiet", new Victim(Role.WORKSTATION, 27), DAY),
          Scan.vertical("ports", new Victim(Role.LAPTOP, 1), new Window(0, 1, 3, 4)));
  private static final Scenario SCENARIO =
      Scenario.defaults()
          .withHosts(100)
          .withIntensity(0.12)
          .withIpv6Share(0.3)
          .withAttacks(ATTACKS);

  @TempDir private static Path root;
  private static final Map<String, Map<OutputFormat, Long>> WRITTEN = new HashMap<>();

  /** All formats of one day, once without and once behind the proxy. */
  @BeforeAll
  static void writeDays() throws IOException {
    write("direct", SCENARIO.withProxyShare(0), EnumSet.allOf(OutputFormat.class));
    write("proxied", SCENARIO.withProxyShare(1), EnumSet.allOf(OutputFormat.class));
  }

  @ParameterizedTest
  @EnumSource
  void ourDecodersAcceptEveryRecord(OutputFormat format) throws IOException {
    String day = format == OutputFormat.PROXY ? "proxied" : "direct";
    long written = WRITTEN.getOrDefault(day, Map.of()).getOrDefault(format, 0L);
    assertThat(written).isGreaterThan(100);
    assertThat(records(day, format)).hasSize((int) written);
  }

  @ParameterizedTest
  @EnumSource(names = {"NFCAPD", "IPFIX"})
  void ourDecodersAcceptEveryTwoWayRecord(OutputFormat format) throws IOException {
    String day = "biflow-" + format.label();
    write(day, SCENARIO.withFlowView(FlowView.BIFLOW), EnumSet.of(format));
    long written = WRITTEN.getOrDefault(day, Map.of()).getOrDefault(format, 0L);
    List<TelemetryRecord> records = records(day, format);
    assertThat(records).hasSize((int) written);
    assertThat(records)
        .filteredOn(it -> it instanceof FlowRecord flow && flow.reverse() != null)
        .hasSizeGreaterThan((int) (written * 0.6));
  }

  @ParameterizedTest
  @EnumSource(names = {"NFCAPD", "NETFLOW_V9", "IPFIX"})
  void sampledFlowsAreFewerAndCountedAsLabelled(OutputFormat format) throws IOException {
    String day = "sampled-" + format.label();
    FieldConditions sampled = FieldConditions.IDEAL.withSamplingInterval(10);
    FlowView view = format == OutputFormat.IPFIX ? FlowView.BIFLOW : FlowView.UNIFLOW;
    Scenario scenario = SCENARIO.withProxyShare(0).withConditions(sampled).withFlowView(view);
    write(day, scenario, EnumSet.of(format));
    List<TelemetryRecord> records = records(day, format);
    long written = WRITTEN.getOrDefault(day, Map.of()).getOrDefault(format, 0L);
    assertThat(records).hasSize((int) written);
    long complete = WRITTEN.getOrDefault("direct", Map.of()).getOrDefault(format, 0L);
    assertThat((double) records.size() / complete).isBetween(0.05, 0.5);
    if (format != OutputFormat.NFCAPD) {
      assertThat(records)
          .allMatch(it -> it instanceof FlowRecord flow && flow.samplingInterval() == 10);
    }
    assertLabelsCount(day, format, records);
  }

  @ParameterizedTest
  @EnumSource
  void asManyRecordsAreFoundAsTheLabelsSay(OutputFormat format) throws IOException {
    String day = format == OutputFormat.PROXY ? "proxied" : "direct";
    List<TelemetryRecord> records = records(day, format);
    List<String> labelled = assertLabelsCount(day, format, records);
    switch (format.kind()) {
      case FLOW ->
          assertThat(labelled)
              .contains("beacon", "scan", "ports", "tunnel-txt", "tunnel-cname", "tunnel-null")
              .contains("upload", "logon", "moves", "moves-rdp", "moves-ssh", "moves-winrm")
              .contains("reads-loud", "reads-quiet", "names-loud", "names-quiet")
              .contains("stages-loud", "stages-quiet");
      case DNS ->
          assertThat(labelled)
              .contains("beacon", "tunnel-txt", "tunnel-cname", "names-loud", "names-quiet")
              .contains("stages-loud", "stages-quiet");
      case HTTP -> {
        if (format == OutputFormat.PROXY) {
          assertThat(new TreeSet<>(labelled))
              .containsExactly(
                  "beacon", "names-loud", "names-quiet", "stages-loud", "stages-quiet");
        }
      }
    }
  }

  private static List<String> assertLabelsCount(
      String day, OutputFormat format, List<TelemetryRecord> records) throws IOException {
    List<String> lines =
        Files.readAllLines(root.resolve(day).resolve("labels.csv")).stream()
            .filter(line -> line.split(",")[8].equals(format.label()))
            .toList();
    List<String> labelled = new ArrayList<>();
    for (String line : lines) {
      String[] label = line.split(",");
      labelled.add(label[0]);
      long found = records.stream().filter(it -> matches(it, label)).count();
      long expected = Long.parseLong(label[9]);
      boolean lookUps =
          label[1].equals("dns-tunnel") || label[1].equals("dga") && label[4].startsWith("10.");
      if (lookUps && format.kind() == TelemetryKind.FLOW) {
        assertThat(found).as("with benign look-ups: " + line).isGreaterThanOrEqualTo(expected);
      } else {
        assertThat(found).as(line).isEqualTo(expected);
      }
    }
    return labelled;
  }

  /** Whether a record is what a label means, judged by addresses and names alone. */
  private static boolean matches(TelemetryRecord record, String[] label) {
    String entity = label[3];
    String peer = label[4];
    return switch (record) {
      case FlowRecord it -> {
        boolean back = it.destination().address().toString().equals(entity);
        String from = (back ? it.destination() : it.source()).address().toString();
        String to = (back ? it.source() : it.destination()).address().toString();
        int port = back ? it.source().port() : it.destination().port();
        yield switch (label[1]) {
          case "beacon" -> from.equals(entity) && to.equals(peer);
          case "dns-tunnel" -> from.equals(entity) && to.equals(peer) && port == 53;
          case "exfiltration" -> from.equals(entity) && to.equals(peer);
          case "brute-force" -> from.equals(entity) && to.equals(peer) && port == 22;
          case "dga" -> from.equals(entity) && to.equals(peer) && (port == 53 || port == 443);
          case "staged-download" -> from.equals(entity) && to.equals(peer) && port != 53;
          case "lateral-movement", "insider" ->
              from.equals(entity) && to.equals(peer) && within(it, label);
          default -> from.equals(entity) && within(it, label) && scanned(to, port, peer, label[0]);
        };
      }
      case DnsRecord it ->
          it.client().address().toString().equals(entity)
              && it.question().name() != null
              && (label[1].equals("dns-tunnel")
                  ? it.question().name().endsWith(peer)
                  : it.question().name().equals(peer));
      case HttpRecord it ->
          it.client().address().toString().equals(entity) && peer.equals(it.request().host());
    };
  }

  /** To the millisecond: flow formats keep no more. */
  private static boolean within(FlowRecord flow, String[] label) {
    long start = Instant.parse(label[5]).toEpochMilli();
    long end = Instant.parse(label[6]).toEpochMilli();
    long time = flow.eventTimeMicros() / 1000;
    return time >= start && time <= end;
  }

  private static boolean scanned(String to, int port, String peer, String id) {
    return id.equals("scan") ? to.startsWith("10.16.") && port == 445 : to.equals(peer);
  }

  private static void write(String day, Scenario scenario, Set<OutputFormat> formats)
      throws IOException {
    DataSet data = new DataSet(scenario, formats, Rotation.HOUR);
    WRITTEN.put(day, data.write(root.resolve(day), (done, days, records) -> {}));
  }

  private static List<TelemetryRecord> records(String day, OutputFormat format) throws IOException {
    List<TelemetryRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(day).resolve(format.folder()))) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(prefix(format))) {
          decode(file, format, records);
        }
      }
    }
    if (format == OutputFormat.NETFLOW_V9 || format == OutputFormat.IPFIX) {
      // The packets that carry the exports are flows too, which no exporter reports.
      records.removeIf(record -> record.observer().exporter() == null);
    }
    return records;
  }

  private static String prefix(OutputFormat format) {
    return switch (format) {
      case NFCAPD -> "nfcapd.";
      case NETFLOW_V9 -> "netflow9-";
      case IPFIX -> "ipfix-";
      case DNS_PCAP -> "dns-";
      case PROXY -> "proxy-";
      case ZEEK_CONN, ZEEK_CONN_JSON -> "conn.";
      case ZEEK_DNS, ZEEK_DNS_JSON -> "dns.";
      case ZEEK_HTTP, ZEEK_HTTP_JSON -> "http.";
    };
  }

  private static void decode(Path file, OutputFormat made, List<TelemetryRecord> records)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Format format =
        Formats.detect(
                java.util.Arrays.copyOf(bytes, Math.min(bytes.length, Formats.HEAD_BYTES)), name)
            .orElseThrow(() -> new AssertionError("no decoder for " + name));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      DecodeOptions options = DecodeOptions.named(name).only(Set.of(made.kind()));
      format.newDecoder().create(options).decode(in, new Collector(records));
    }
  }

  private record Collector(List<TelemetryRecord> records) implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      records.add(record);
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError(rejection.toString());
    }

    @Override
    public void skip(SkipReason reason, long count) {
      if (reason == SkipReason.OTHER_PROTOCOL || reason == SkipReason.RETRANSMISSION) {
        throw new AssertionError(reason + " " + count);
      }
    }
  }
}
