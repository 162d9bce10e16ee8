// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.live.UdpSettings;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.stream.DnstapMessages;
import winnow.collector.stream.StreamSettings;
import winnow.collector.stream.StreamSource;
import winnow.collector.stream.TlsFiles;
import winnow.decode.exporter.ConfiguredSampling;
import winnow.decode.exporter.ExporterSettings;
import winnow.schema.IpAddress;

/** The live sources that a command is to have. */
final class SourceOptions {
  @Option(
      names = "--netflow",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "receive flow datagrams over UDP: NetFlow, IPFIX or sFlow, told by content")
  List<ListenOption> netflow = new ArrayList<>();

  @Option(
      names = "--sflow",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "the same, under the source name sflow")
  List<ListenOption> sflow = new ArrayList<>();

  @Option(
      names = "--ipfix-tcp",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "receive IPFIX over TCP")
  List<ListenOption> ipfixTcp = new ArrayList<>();

  @Option(
      names = "--ipfix-tls",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "receive IPFIX over TLS; needs --tls-cert and --tls-key")
  List<ListenOption> ipfixTls = new ArrayList<>();

  @Option(
      names = "--tls-cert",
      paramLabel = "PEM",
      description = "certificate of this server, and those that lead to its authority")
  @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      description = "its private key, PKCS #8, not encrypted")
  @Nullable Path tlsKey;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "PEM",
      description = "accept only clients with a certificate of these authorities")
  @Nullable Path tlsClientAuthorities;

  @Option(
      names = "--dnstap",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "receive dnstap over TCP")
  List<ListenOption> dnstap = new ArrayList<>();

  @Option(
      names = "--dnstap-socket",
      paramLabel = "[NAME=]PATH",
      description = "receive dnstap over a Unix domain socket")
  List<String> dnstapSockets = new ArrayList<>();

  @Option(
      names = "--sampling",
      paramLabel = "EXPORTER=INTERVAL",
      description =
          "what an exporter does not say: it looks at one of INTERVAL packets; EXPORTER is its"
              + " address, or default for all others")
  Map<String, Long> sampling = new LinkedHashMap<>();

  /** Whether there is any source. */
  boolean isEmpty() {
    return netflow.isEmpty()
        && sflow.isEmpty()
        && ipfixTcp.isEmpty()
        && ipfixTls.isEmpty()
        && dnstap.isEmpty()
        && dnstapSockets.isEmpty();
  }

  /** Checks that who speaks TLS has what it takes. */
  void requireTlsFiles() {
    if (!ipfixTls.isEmpty()) {
      tlsFiles("--ipfix-tls");
    }
  }

  /** The kinds of messages of the sources. */
  List<MessageKind> kinds() {
    Map<IpAddress, Long> intervals = new LinkedHashMap<>();
    long usual = sampling.getOrDefault("default", 0L);
    sampling.forEach((exporter, interval) -> {
      if (!exporter.equals("default")) {
        intervals.put(exporter(exporter, interval), interval);
      }
    });
    ExporterSettings settings =
        new ExporterSettings(
            ExporterSettings.DEFAULT.maxHeldBytes(),
            ExporterSettings.DEFAULT.maxHeldTime(),
            exporter -> new ConfiguredSampling(interval(intervals, exporter, usual), false));
    return List.of(Collector.flowDatagrams(settings), DnstapMessages.KIND);
  }

  private static IpAddress exporter(String address, long interval) {
    try {
      return IpAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--sampling " + address + "=" + interval + ": " + e.getMessage() + ", nor default", e);
    }
  }

  private static long interval(
      Map<IpAddress, Long> intervals, @Nullable IpAddress exporter, long usual) {
    Long known = exporter == null ? null : intervals.get(exporter);
    return known == null ? usual : known;
  }

  /** Adds the sources to {@code collector}. */
  void addTo(Collector collector, Spool spool) throws IOException {
    for (ListenOption listen : netflow) {
      collector.addFlows(listen.nameOr("netflow"), UdpSettings.at(listen.address()));
    }
    for (ListenOption listen : sflow) {
      collector.addFlows(listen.nameOr("sflow"), UdpSettings.at(listen.address()));
    }
    for (ListenOption listen : ipfixTcp) {
      SourceSpool kept = collector.flowSpool(listen.nameOr("ipfix"));
      add(collector, kept, StreamSettings.ipfix(listen.address()));
    }
    for (ListenOption listen : ipfixTls) {
      SourceSpool kept = collector.flowSpool(listen.nameOr("ipfix"));
      add(collector, kept, tls(listen.address()));
    }
    for (ListenOption listen : dnstap) {
      SourceSpool kept = spool.source(listen.nameOr("dnstap"), DnstapMessages.KIND.name());
      add(collector, kept, StreamSettings.dnstap(listen.address()));
    }
    for (String socket : dnstapSockets) {
      int equals = socket.indexOf('=');
      String name = equals > 0 ? socket.substring(0, equals) : "dnstap";
      SourceSpool kept = spool.source(name, DnstapMessages.KIND.name());
      add(collector, kept, StreamSettings.dnstap(Path.of(socket.substring(equals + 1))));
    }
  }

  private StreamSettings tls(InetSocketAddress address) {
    return StreamSettings.ipfix(address, tlsFiles("--ipfix-tls"));
  }

  /** Who this server is. */
  TlsFiles tlsFiles(String option) {
    Path certificate = tlsCertificate;
    Path key = tlsKey;
    if (certificate == null || key == null) {
      throw new IllegalArgumentException(option + " needs --tls-cert PEM and --tls-key PEM");
    }
    return new TlsFiles(certificate, key, tlsClientAuthorities);
  }

  private static void add(Collector collector, SourceSpool kept, StreamSettings settings) {
    collector.add(new StreamSource(collector.tally(kept), kept, settings));
  }
}
