// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.of;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;
import static winnow.decode.exporter.Messages.version9;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.Messages;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class NetflowDecoderTest extends DecodedNetflow {
  @Test
  void readsVersion5() {
    decode(Messages.version5(1, 1));

    assertThat(onlyFlow())
        .isEqualTo(
            new FlowRecord(
                new Observer("198.51.100.1", 0x102),
                EXPORT_MICROS + 250_000 - 60_000_000,
                50_000_000,
                5L,
                new Endpoint(SOURCE, 1025),
                new Endpoint(DESTINATION, 443),
                6,
                null,
                null,
                new Traffic(5000, 10, 0x1b, 0xb8),
                null,
                100,
                new Routing(
                    3,
                    4,
                    IpAddress.parse("10.0.0.254"),
                    null,
                    64500,
                    64501,
                    24,
                    16,
                    null,
                    null,
                    0,
                    0,
                    0,
                    null),
                Session.UNKNOWN,
                null,
                null));
  }

  @Test
  void readsCountersOf32BitsWithoutSign() {
    byte[] message = Messages.version5(1, 1);
    Arrays.fill(message, 24 + 16, 24 + 24, (byte) 0xff);
    decode(message);

    assertThat(onlyFlow().forward()).isEqualTo(new Traffic(0xffff_ffffL, 0xffff_ffffL, 0x1b, 0xb8));
  }

  @Test
  void readsVersions1And7AsVersion5() {
    decode(Messages.version5(1, 1));
    decode(Messages.version7());
    decode(Messages.version1());

    FlowRecord five = sink.flows().get(0);
    FlowRecord seven = sink.flows().get(1);
    FlowRecord one = sink.flows().get(2);
    assertThat(sink.rejections).isEmpty();
    assertThat(seven.observer().domain()).isZero();
    assertThat(seven.samplingInterval()).isEqualTo(1);
    assertThat(seven.source()).isEqualTo(five.source());
    assertThat(seven.forward()).isEqualTo(five.forward());
    assertThat(seven.routing()).isEqualTo(five.routing());
    assertThat(seven.eventTimeMicros()).isEqualTo(five.eventTimeMicros());
    assertThat(one.destination()).isEqualTo(five.destination());
    assertThat(one.forward()).isEqualTo(five.forward());
    assertThat(one.protocol()).isEqualTo(6);
    assertThat(one.durationMicros()).isEqualTo(five.durationMicros());
    assertThat(one.routing().nextHop()).isEqualTo(five.routing().nextHop());
    assertThat(one.routing().sourceAs()).isZero();
  }

  @Test
  void keepsTheRecordsBeforeTheEndOfAVersion5Datagram() {
    decode(Messages.version5(30, 2));

    assertThat(sink.records).hasSize(2);
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.TRUNCATED,
                1000 + 24 + 96,
                "NetFlow v5 record 3 of 30 has 0 of 48 bytes from 198.51.100.1"));
  }

  @Test
  void readsVersion9ByItsTemplate() {
    byte[] template =
        template(256, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 4, 2, 4, 22, 4, 21, 4, 61, 1);
    decode(
        version9(
            set(0, template),
            set(
                256,
                data(ADDRESSES + "0401 01bb 06 00001388 0000000a"),
                ByteWriter.bigEndian().u32(Messages.UPTIME - 60_000).u32(Messages.UPTIME).toBytes(),
                data("01 000000"))));

    FlowRecord flow = onlyFlow();
    assertThat(flow.observer()).isEqualTo(new Observer("198.51.100.1", 7));
    assertThat(flow.source()).isEqualTo(new Endpoint(SOURCE, 1025));
    assertThat(flow.destination()).isEqualTo(new Endpoint(DESTINATION, 443));
    assertThat(flow.forward()).isEqualTo(new Traffic(5000, 10, 0, 0));
    assertThat(flow.reverse()).isNull();
    assertThat(flow.eventTimeMicros()).isEqualTo(EXPORT_MICROS - 60_000_000);
    assertThat(flow.durationMicros()).isEqualTo(60_000_000);
    assertThat(flow.routing().direction()).isEqualTo(1);
    assertThat(sink.skipped).isEqualTo(Map.of(SkipReason.TEMPLATE, 1L));
  }

  /** RFC 3954 section 5.1 counts all records; exporters count those of flows alone, or sets. */
  @Test
  void readsAllSetsOfVersion9WhateverTheHeaderCounts() {
    for (int count : new int[] {0, 1, 4, 0xffff}) {
      ByteWriter header = ByteWriter.bigEndian().u16s(9, count).u32(1000).u32(Messages.EXPORTED);
      header.u32(count).u32(7).bytes(set(0, template(256, 8, 4, 12, 4)));
      decode(header.bytes(set(256, data(ADDRESSES), data(ADDRESSES))).toBytes());
    }

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(8);
  }

  @Test
  void passesOverAFieldByTheLengthInTheTemplate() {
    byte[] template = template(256, 8, 4, 43, 2, 12, 4, 0, 1, 1, 4);
    decode(version9(set(0, template), set(256, data("0a000001 ffff c0000209 ff 00000064"))));

    assertThat(onlyFlow().source().address()).isEqualTo(SOURCE);
    assertThat(onlyFlow().destination().address()).isEqualTo(DESTINATION);
    assertThat(onlyFlow().forward().octets()).isEqualTo(100);
  }

  @Test
  void takesOutCountersOfVersion9AsTheReverseDirection() {
    decode(
        version9(
            set(0, template(256, 8, 4, 12, 4, 1, 4, 2, 4, 23, 4, 24, 4)),
            set(256, data(ADDRESSES + "00000064 00000001 000000c8 00000002"))));

    assertThat(onlyFlow().forward()).isEqualTo(new Traffic(100, 1, 0, 0));
    assertThat(onlyFlow().reverse()).isEqualTo(new Traffic(200, 2, 0, 0));
  }

  @Test
  void readsIpfixBiflowWithVariableLengthAndForeignElements() {
    byte[] template =
        template(
            300,
            27,
            16,
            28,
            16,
            of(29305, 1),
            8,
            of(29305, 2),
            3,
            of(29305, 6),
            1,
            1,
            8,
            2,
            3,
            of(9999, 8),
            0xffff,
            371,
            0xffff,
            136,
            1,
            6,
            2,
            154,
            8,
            155,
            8);
    byte[] record =
        data(
            "20010db8000000000000000000000001 20010db8000000000000000000000002"
                + "0000000100000000 000203 12 00000000000001f4 000003"
                + "ff0003 aabbcc 05 616c696365 03 0012"
                + "e8fe6f80 80000000 e8fe6f81 00000000");
    decode(ipfix(set(2, template), set(300, record, record)));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(2);
    FlowRecord flow = sink.flows().getLast();
    assertThat(flow.source().address()).isEqualTo(IpAddress.parse("2001:db8::1"));
    assertThat(flow.destination().address()).isEqualTo(IpAddress.parse("2001:db8::2"));
    assertThat(flow.forward()).isEqualTo(new Traffic(500, 3, 0x12, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(1L << 32, 0x203, 0x12, 0));
    assertThat(flow.session().user()).isEqualTo("alice");
    assertThat(flow.session().endReason()).isEqualTo(3);
    assertThat(flow.eventTimeMicros())
        .isEqualTo((0xe8fe6f80L - 2_208_988_800L) * 1_000_000 + 500_000);
    assertThat(flow.durationMicros()).isEqualTo(500_000);
  }

  @Test
  void learnsSamplingApplicationsAndStartOfTheExporterFromOptions() {
    decode(
        ipfix(
            set(
                3,
                Messages.optionsTemplate(400, 302, 4, 305, 4, 306, 4),
                Messages.optionsTemplate(401, 95, 4, 96, 0xffff),
                Messages.optionsTemplate(402, 149, 4, 160, 8)),
            set(400, data("00000009 00000001 000003e7")),
            set(401, data("0d000035 03 646e73")),
            set(402, data("00000007 0000018bcfe56800")),
            set(2, template(256, 8, 4, 12, 4, 302, 1, 95, 4, 22, 4, 21, 4)),
            set(256, data(ADDRESSES + "09 0d000035 00000064 000000c8"))));

    assertThat(onlyFlow().samplingInterval()).isEqualTo(1000);
    assertThat(onlyFlow().session().application()).isEqualTo("dns");
    assertThat(onlyFlow().eventTimeMicros()).isEqualTo(1_700_000_000_100_000L);
    assertThat(onlyFlow().durationMicros()).isEqualTo(100_000);
    assertThat(sink.skipped).containsEntry(SkipReason.OPTIONS, 3L);
  }

  @Test
  void readsRoutingTranslationAndIcmp() {
    decode(
        ipfix(
            set(
                2,
                template(
                    256, 8, 4, 12, 4, 4, 1, 139, 2, 10, 4, 14, 2, 16, 4, 17, 4, 9, 1, 13, 1, 15, 4,
                    18, 4, 56, 6, 80, 6, 58, 2, 89, 1, 225, 4, 226, 4, 227, 2, 228, 2, 5, 1)),
            set(
                256,
                data(
                    ADDRESSES
                        + "01 0308 00000011 0012 0000fde8 0000fde9 18 10 0a0000fe 0a0000fd"
                        + "001122334455 66778899aabb 0064 40 cb007101 cb007102 1388 1389 2e"))));

    FlowRecord flow = onlyFlow();
    assertThat(flow.icmpType()).isEqualTo(3);
    assertThat(flow.icmpCode()).isEqualTo(8);
    assertThat(flow.forward().tos()).isEqualTo(0x2e);
    assertThat(flow.routing())
        .isEqualTo(
            new Routing(
                17,
                18,
                IpAddress.parse("10.0.0.254"),
                IpAddress.parse("10.0.0.253"),
                65000,
                65001,
                24,
                16,
                "00:11:22:33:44:55",
                "66:77:88:99:aa:bb",
                100,
                0,
                0x40,
                null));
    assertThat(flow.translation())
        .isEqualTo(
            new Translation(
                IpAddress.parse("203.0.113.1"), IpAddress.parse("203.0.113.2"), 5000, 5001));
  }

  @Test
  void skipsRecordsWithoutBothAddresses() {
    decode(ipfix(set(2, template(256, 8, 4, 1, 4)), set(256, data(ADDRESSES))));

    assertThat(sink.skipped).containsEntry(SkipReason.OTHER_PROTOCOL, 1L);
    assertThat(sink.records).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithALength() {
    decode(ipfix(data("0100 0002")));
    assertThat(onlyRejection()).isEqualTo("IPFIX set 256 claims 2 bytes from 198.51.100.1");
    sink.rejections.clear();

    decode(ipfix(data("0100 0100 00000000")));
    assertThat(sink.rejections.getFirst().detail())
        .isEqualTo("IPFIX set 256 has 8 of 256 bytes from 198.51.100.1");
    sink.rejections.clear();

    decode(ipfix(set(2, template(256, 8, 0, 12, 0))));
    assertThat(onlyRejection())
        .isEqualTo("IPFIX template 256 describes records of no bytes from 198.51.100.1");
    sink.rejections.clear();

    decode(data("0008 0001 00000000"));
    assertThat(onlyRejection())
        .isEqualTo(
            "flow datagram of 8 bytes has version 8, not 1, 5, 7, 9 or 10 from 198.51.100.1");
  }
}
