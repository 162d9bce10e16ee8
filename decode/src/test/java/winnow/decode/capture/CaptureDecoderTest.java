// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Formats;
import winnow.decode.pcap.Packets;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.Observer;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

class CaptureDecoderTest {
  private static final int ETHERNET = 1;

  private final CollectingSink sink = new CollectingSink();
  private DecodeOptions options = DecodeOptions.named("x");

  private static byte[] udp(int port, byte[] payload) {
    return Packets.ethernet(0x0800, Packets.ipv4(17, 0, Packets.udp(40000, port, payload)));
  }

  /** A NetFlow v5 datagram that claims {@code claimed} records and has one. */
  private static byte[] flowDatagram(int claimed) {
    ByteWriter out = ByteWriter.bigEndian().u16s(5, claimed).u32(1000).u32(1_600_000_000).u32(0);
    return out.zeros(8).hex("0a000001 0a000002").zeros(40).toBytes();
  }

  private static byte[] dnsQuery() {
    ByteWriter out = ByteWriter.bigEndian().u16s(0x1234, 0x0100, 1, 0, 0, 0);
    return out.hex("03 777777 07 6578616d706c65 03 636f6d 00").u16s(1, 1).toBytes();
  }

  private void decode(byte[]... packets) throws IOException {
    byte[] capture = Packets.pcap(ByteWriter.littleEndian(), ETHERNET, packets);
    new CaptureDecoder(options).decode(new ByteArrayInputStream(capture), sink);
  }

  @Test
  void findsDnsAndFlowDatagramsAmongOtherPackets() throws IOException {
    byte[] arp = Packets.ethernet(0x0806, new byte[28]);
    decode(udp(53, dnsQuery()), arp, udp(9995, flowDatagram(1)), udp(9995, new byte[100]));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.records)
        .extracting(record -> record.kind())
        .containsExactly(
            TelemetryKind.FLOW, TelemetryKind.DNS, TelemetryKind.FLOW, TelemetryKind.FLOW);
    assertThat(sink.skipped).containsEntry(SkipReason.OTHER_PACKET, 1L);
  }

  @ParameterizedTest
  @CsvSource({"DNS, 1, 3", "FLOW, 3, 1", "HTTP, 0, 4"})
  void yieldsOnlyTheKindsThatAreWanted(TelemetryKind kind, int records, long skipped)
      throws IOException {
    byte[] arp = Packets.ethernet(0x0806, new byte[28]);
    options = options.only(Set.of(kind));
    decode(udp(53, dnsQuery()), arp, udp(9995, flowDatagram(1)), udp(9995, new byte[100]));

    assertThat(sink.records).hasSize(records).allMatch(record -> record.kind() == kind);
    assertThat(sink.skipped).containsEntry(SkipReason.OTHER_PACKET, skipped);
  }

  @Test
  void recordsTellTheFlowTheyTravelIn() throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n";
    byte[] segment = Packets.tcp(40001, 80, 0x18, request.getBytes(StandardCharsets.US_ASCII));
    decode(
        udp(53, dnsQuery()),
        udp(5355, dnsQuery()),
        Packets.ethernet(0x0800, Packets.ipv4(6, 0, segment)));

    Map<Integer, @Nullable String> uids = new HashMap<>();
    List<String> told = new ArrayList<>();
    for (TelemetryRecord record : sink.records) {
      switch (record) {
        case FlowRecord flow -> uids.put(flow.destination().port(), flow.session().uid());
        case DnsRecord dns -> told.add(requireNonNull(dns.server()).port() + " " + dns.uid());
        case HttpRecord http -> told.add(requireNonNull(http.server()).port() + " " + http.uid());
      }
    }
    assertThat(uids).containsOnlyKeys(53, 5355, 80);
    assertThat(told)
        .containsExactlyInAnyOrder(
            "53 " + uids.get(53), "5355 " + uids.get(5355), "80 " + uids.get(80));
  }

  @Test
  void knowsTheExporterAndTheTimeOfReceiptFromThePacket() throws IOException {
    decode(udp(9995, flowDatagram(1)));

    FlowRecord flow = sink.flows().getFirst();
    assertThat(flow.observer()).isEqualTo(new Observer("10.0.0.1", 0));
    assertThat(flow.receivedTimeMicros()).isEqualTo(1_700_000_000_000_005L);
  }

  @Test
  void metersThePacketsThatCarryFlowsOrPretendTo() throws IOException {
    byte[] lookalike =
        ByteWriter.bigEndian()
            .u16s(10, 40)
            .u32(1_600_000_000)
            .u32(1)
            .u32(7)
            .u16s(256, 24)
            .zeros(20)
            .toBytes();
    decode(udp(4444, lookalike), udp(4444, lookalike), udp(9995, flowDatagram(1)));

    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsOnly(RejectReason.MISSING_TEMPLATE);
    assertThat(sink.flows())
        .filteredOn(flow -> flow.destination().port() == 4444)
        .singleElement()
        .satisfies(flow -> assertThat(flow.forward().packets()).isEqualTo(2));
    assertThat(sink.flows()).filteredOn(flow -> flow.destination().port() == 9995).hasSize(1);
    assertThat(sink.flows())
        .filteredOn(flow -> "10.0.0.1".equals(flow.observer().exporter()))
        .hasSize(1);
  }

  @Test
  void rejectsABrokenHeaderWithTheOffsetOfThePacket() throws IOException {
    byte[] packet = udp(9995, flowDatagram(1));
    packet[14] = 0x41;
    decode(udp(53, dnsQuery()), packet);

    int offset = 24 + 16 + udp(53, dnsQuery()).length;
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.MALFORMED,
                offset,
                "packet of 114 bytes has a broken IP, TCP or UDP header"));
  }

  @Test
  void detectsCapturesByTheirFirstBytes() {
    byte[] capture = Packets.pcap(ByteWriter.bigEndian(), ETHERNET);

    assertThat(Formats.detect(capture, "x").orElseThrow().name()).isEqualTo("pcap");
    assertThat(Formats.detect(flowDatagram(1), "x").orElseThrow().name()).isEqualTo("netflow");
  }
}
