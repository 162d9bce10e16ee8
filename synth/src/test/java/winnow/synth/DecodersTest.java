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
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scan;
import winnow.synth.scenario.Scenario;
import winnow.synth.scenario.Victim;
import winnow.synth.scenario.Window;

/** Our own decoders read every byte, and find what the labels say is there. */
class DecodersTest {
  private static final Window DAY = new Window(0, 1, 2, 21);
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
  @EnumSource
  void asManyRecordsAreFoundAsTheLabelsSay(OutputFormat format) throws IOException {
    String day = format == OutputFormat.PROXY ? "proxied" : "direct";
    List<TelemetryRecord> records = records(day, format);
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
      if (label[1].equals("dns-tunnel") && format.kind() == TelemetryKind.FLOW) {
        assertThat(found).as("with benign look-ups: " + line).isGreaterThanOrEqualTo(expected);
      } else {
        assertThat(found).as(line).isEqualTo(expected);
      }
    }
    switch (format.kind()) {
      case FLOW ->
          assertThat(labelled)
              .contains("beacon", "scan", "ports", "tunnel-txt", "tunnel-cname", "tunnel-null")
              .contains("upload", "logon", "moves");
      case DNS -> assertThat(labelled).contains("beacon", "tunnel-txt", "tunnel-cname");
      case HTTP -> {
        if (format == OutputFormat.PROXY) {
          assertThat(labelled).containsExactly("beacon");
        }
      }
    }
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
          case "lateral-movement" -> from.equals(entity) && to.equals(peer) && within(it, label);
          default -> from.equals(entity) && within(it, label) && scanned(to, port, peer, label[0]);
        };
      }
      case DnsRecord it ->
          it.client().address().toString().equals(entity)
              && it.question().name() != null
              && it.question().name().endsWith(peer);
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
