// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.sflow.Samples.counters;
import static winnow.decode.sflow.Samples.datagram;
import static winnow.decode.sflow.Samples.expandedFlow;
import static winnow.decode.sflow.Samples.flow;
import static winnow.decode.sflow.Samples.header;
import static winnow.decode.sflow.Samples.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class SflowDecoderTest {
  private static final long NOW = 1_700_000_000_000_000L;

  /** A SYN from 10.0.0.1:1025 to 192.0.2.9:443 in VLAN 100; the IP packet has 60 bytes. */
  private static final byte[] SYN =
      ByteWriter.bigEndian()
          .hex("66778899aabb 001122334455 8100 0064 0800")
          .hex("45b8 003c 0001 4000 4006 0000 0a000001 c0000209")
          .hex("0401 01bb 00000001 00000000 a002 ffff 0000 0000")
          .toBytes();

  private static final byte[] IPV6 =
      ByteWriter.bigEndian()
          .u32(80)
          .u32(17)
          .hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
          .u32(5000)
          .u32(53)
          .u32(0)
          .u32(0x20)
          .toBytes();

  private final SflowDecoder decoder = new SflowDecoder(ExporterSettings.DEFAULT);
  private final CollectingSink sink = new CollectingSink();

  private void decode(byte[] datagram) {
    byte[] padded = ByteWriter.bigEndian().zeros(3).bytes(datagram).zeros(2).toBytes();
    IpAddress sender = IpAddress.parse("198.51.100.1");
    decoder.decode(new FlowDatagram(sender, padded, 3, datagram.length, 1000, NOW), sink);
  }

  private FlowRecord onlyFlow() {
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.records).hasSize(1);
    return sink.flows().getFirst();
  }

  private DomainStatistics onlyAgent() {
    List<DomainStatistics> all = new ArrayList<>();
    decoder.statistics(all::add);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void makesAFlowOfASampledHeader() {
    decode(datagram(1, flow(header(1, 82, SYN))));

    FlowRecord flow = onlyFlow();
    assertThat(flow.observer()).isEqualTo(new Observer("192.0.2.1", 3));
    assertThat(flow.eventTimeMicros()).isEqualTo(NOW);
    assertThat(flow.receivedTimeMicros()).isEqualTo(NOW);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.1"), 1025));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.9"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(60, 1, 2, 0xb8));
    assertThat(flow.samplingInterval()).isEqualTo(512);
    assertThat(flow.routing().inputInterface()).isEqualTo(7);
    assertThat(flow.routing().outputInterface()).isEqualTo(9);
    assertThat(flow.routing().vlan()).isEqualTo(100);
    assertThat(flow.routing().sourceMac()).isEqualTo("00:11:22:33:44:55");
    assertThat(flow.routing().destinationMac()).isEqualTo("66:77:88:99:aa:bb");
    assertThat(flow.routing().forwardingStatus()).isZero();
  }

  @Test
  void readsAnIpHeaderWithoutLinkLayer() {
    byte[] packet = Arrays.copyOfRange(SYN, 18, SYN.length);
    decode(datagram(1, flow(header(11, 64, packet))));

    assertThat(onlyFlow().destination().port()).isEqualTo(443);
    assertThat(onlyFlow().routing().sourceMac()).isNull();
  }

  @Test
  void takesWhatTheAgentHasReadWhereThereIsNoHeader() {
    decode(datagram(1, expandedFlow(record(4, IPV6))));

    FlowRecord flow = onlyFlow();
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::1"), 5000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::2"), 53));
    assertThat(flow.forward()).isEqualTo(new Traffic(80, 1, 0, 0x20));
    assertThat(flow.routing().inputInterface()).isEqualTo(70_000);
    assertThat(flow.routing().outputInterface()).isZero();
    assertThat(flow.routing().forwardingStatus()).isEqualTo(129);
  }

  @Test
  void readsWhatSwitchRouterGatewayUserAndTranslationAdd() {
    ByteWriter switching = ByteWriter.bigEndian().u32(10).u32(0).u32(20).u32(0);
    ByteWriter router = ByteWriter.bigEndian().u32(1).hex("0a0000fe").u32(24).u32(16);
    ByteWriter gateway = ByteWriter.bigEndian().u32(1).hex("0a0000fd").u32(64_500).u32(64_501);
    gateway.u32(64_502).u32(2).u32(2).u32(1).u32(64_503).u32(2).u32(2).u32(64_504).u32(64_505);
    gateway.u32(0).u32(100);
    ByteWriter user = ByteWriter.bigEndian().u32(106).u32(5).hex("616c696365000000");
    user.u32(106).u32(0);
    ByteWriter nat = ByteWriter.bigEndian().u32(1).hex("cb007101").u32(1).hex("cb007102");
    decode(
        datagram(
            1,
            flow(
                record(1001, switching.toBytes()),
                header(1, 82, SYN),
                record(1002, router.toBytes()),
                record(1003, gateway.toBytes()),
                record(1004, user.toBytes()),
                record(1007, nat.toBytes()),
                record(1020, ByteWriter.bigEndian().u32(5000).u32(5001).toBytes()),
                record(0x0010_2001, new byte[6]))));

    FlowRecord flow = onlyFlow();
    assertThat(flow.routing().vlan()).isEqualTo(10);
    assertThat(flow.routing().postVlan()).isEqualTo(20);
    assertThat(flow.routing().nextHop()).isEqualTo(IpAddress.parse("10.0.0.254"));
    assertThat(flow.routing().sourcePrefixLength()).isEqualTo(24);
    assertThat(flow.routing().destinationPrefixLength()).isEqualTo(16);
    assertThat(flow.routing().bgpNextHop()).isEqualTo(IpAddress.parse("10.0.0.253"));
    assertThat(flow.routing().sourceAs()).isEqualTo(64_501);
    assertThat(flow.routing().destinationAs()).isEqualTo(64_505);
    assertThat(flow.session().user()).isEqualTo("alice");
    assertThat(flow.translation())
        .isEqualTo(
            new Translation(
                IpAddress.parse("203.0.113.1"), IpAddress.parse("203.0.113.2"), 5000, 5001));
  }

  @Test
  void skipsCountersOtherSamplesAndPacketsThatAreNotOfIp() {
    byte[] arp = ByteWriter.bigEndian().hex("ffffffffffff 001122334455 0806").zeros(28).toBytes();
    decode(
        datagram(
            1, counters(), Samples.sample(0x0010_2003, new byte[8]), flow(header(1, 46, arp))));

    assertThat(sink.records).isEmpty();
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.skipped)
        .containsEntry(SkipReason.COUNTERS, 1L)
        .containsEntry(SkipReason.OTHER_PROTOCOL, 2L);
  }

  @Test
  void countsDatagramsThatAreMissingAndSamplesThatTheAgentDropped() {
    decode(datagram(10, flow(header(1, 82, SYN))));
    byte[] later = flow(header(1, 82, SYN));
    later[8 + 19] = 9;
    decode(datagram(14, later));

    assertThat(onlyAgent().loss())
        .isEqualTo(new DomainStatistics.Loss(SequenceUnit.DATAGRAMS, 3, 0, 0, 7));
    assertThat(onlyAgent().records()).isEqualTo(2);
    assertThat(onlyAgent().samplingInterval()).isEqualTo(512);
  }

  @Test
  void keepsTheSamplesBeforeTheEndOfADatagram() {
    byte[] whole = datagram(1, flow(header(1, 82, SYN)), flow(record(4, IPV6)));
    int second = whole.length - flow(record(4, IPV6)).length;
    for (int length = 0; length < whole.length; length++) {
      sink.records.clear();
      sink.rejections.clear();
      new SflowDecoder(ExporterSettings.DEFAULT)
          .decode(new FlowDatagram(null, whole, 0, length, 0, NOW), sink);
      assertThat(sink.records).as("%d bytes", length).hasSize(length < second ? 0 : 1);
      assertThat(sink.rejections).as("%d bytes", length).hasSize(1);
    }
    assertThat(sink.rejections.getFirst())
        .isEqualTo(
            new Rejection(
                RejectReason.TRUNCATED, second, "sFlow sample 2 of 2 has 95 of 96 bytes"));
  }

  @Test
  void saysWhatIsWrongInsideASample() {
    decode(datagram(1, flow(record(1001, new byte[8]))));
    assertThat(sink.rejections.getFirst().detail())
        .isEqualTo(
            "sFlow flow sample has a record of format 1001 of 8 bytes, which is too short from"
                + " 198.51.100.1");
    sink.rejections.clear();

    byte[] version4 = datagram(1);
    version4[3] = 4;
    decode(version4);
    assertThat(sink.rejections.getFirst().detail())
        .isEqualTo("sFlow datagram has version 4, not 5 from 198.51.100.1");
  }

  @Test
  void forgetsTheAgentsThatHaveBeenSilentLongest() {
    for (int i = 0; i < SflowDecoder.MAX_AGENTS + 100; i++) {
      byte[] datagram = datagram(1);
      datagram[14] = (byte) (i >> 8);
      datagram[15] = (byte) i;
      decode(datagram);
    }

    List<DomainStatistics> all = new ArrayList<>();
    decoder.statistics(all::add);
    assertThat(all).hasSize(SflowDecoder.MAX_AGENTS);
  }
}
