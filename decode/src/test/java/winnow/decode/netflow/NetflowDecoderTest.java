// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.of;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;
import static winnow.decode.exporter.Messages.version9;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class NetflowDecoderTest {
  private static final IpAddress EXPORTER = IpAddress.parse("198.51.100.1");
  private static final IpAddress SOURCE = IpAddress.parse("10.0.0.1");
  private static final IpAddress DESTINATION = IpAddress.parse("192.0.2.9");
  private static final String ADDRESSES = "0a000001 c0000209";
  private static final long EXPORT_MICROS = Messages.EXPORTED * 1_000_000;

  private final NetflowDecoder decoder = new NetflowDecoder(ExporterSettings.DEFAULT);
  private final CollectingSink sink = new CollectingSink();

  private void decode(byte[] datagram) {
    decodeFrom(EXPORTER, datagram);
  }

  private void decodeFrom(IpAddress exporter, byte[] datagram) {
    byte[] padded = ByteWriter.bigEndian().zeros(3).bytes(datagram).zeros(2).toBytes();
    decoder.decode(new FlowDatagram(exporter, padded, 3, datagram.length, 1000, 5L), sink);
  }

  private FlowRecord onlyFlow() {
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.records).hasSize(1);
    return sink.flows().getFirst();
  }

  private String onlyRejection() {
    assertThat(sink.rejections).hasSize(1);
    return sink.rejections.getFirst().detail();
  }

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
  void understandsAnUptimeFromBeforeTheCounterWrapped() {
    ByteWriter header = ByteWriter.bigEndian().u16s(9, 2).u32(1000).u32(Messages.EXPORTED);
    byte[] sets =
        ByteWriter.bigEndian()
            .bytes(set(0, template(256, 8, 4, 12, 4, 22, 4, 21, 4)))
            .bytes(set(256, data(ADDRESSES + "ffffff00 000003e8")))
            .toBytes();
    decode(header.u32(1).u32(7).bytes(sets).toBytes());

    assertThat(onlyFlow().eventTimeMicros()).isEqualTo(EXPORT_MICROS - 1_256_000);
    assertThat(onlyFlow().durationMicros()).isEqualTo(1_256_000);
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

  /** RFC 6313; the lists come before and between what is read, and hold templates of their own. */
  @Test
  void passesOverListsOfStructuredDataByTheirLength() {
    long any = 0xffff;
    byte[] template =
        template(256, 291, any, 8, 4, 292, any, 12, 4, 293, any, 291, 7, 7, 2, 291, any, 1, 4);
    byte[] nested = subTemplateList(257, basicList(293, any, subTemplateMultiList()));
    byte[] wide = basicList(2, 4, new byte[400]);
    byte[] record =
        ByteWriter.bigEndian()
            .bytes(variable(basicList(8, 4, data("01020304 05060708"))))
            .hex("0a000001")
            .bytes(variable(nested))
            .hex("c0000209")
            .bytes(variable(subTemplateMultiList()))
            .bytes(basicList(4, 1, data("0611")))
            .hex("0401")
            .hex("ff")
            .u16s(wide.length)
            .bytes(wide)
            .hex("00001388")
            .toBytes();
    byte[] empty = data("00 0a000002 00 c000020a 00 03 0004 0001 ffff 0402 00 000000c8");
    decode(ipfix(set(2, template), set(256, record, empty)));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(2);
    assertThat(sink.flows().getFirst().source()).isEqualTo(new Endpoint(SOURCE, 1025));
    assertThat(sink.flows().getFirst().destination().address()).isEqualTo(DESTINATION);
    assertThat(sink.flows().getFirst().forward()).isEqualTo(new Traffic(5000, 0, 0, 0));
    assertThat(sink.flows().getLast().source().port()).isEqualTo(1026);
    assertThat(sink.flows().getLast().forward()).isEqualTo(new Traffic(200, 0, 0, 0));
    assertThat(sink.skipped).isEqualTo(Map.of(SkipReason.TEMPLATE, 1L));
  }

  @Test
  void rejectsAListThatIsLongerThanItsSet() {
    byte[] first = ByteWriter.bigEndian().bytes(variable(subTemplateMultiList())).toBytes();
    byte[] cut = data("fe 03" + ADDRESSES + "0000");
    decode(
        ipfix(
            set(2, template(256, 293, 0xffff, 8, 4, 12, 4)),
            set(256, first, data(ADDRESSES), cut)));

    assertThat(sink.flows()).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsExactly(RejectReason.TRUNCATED);
  }

  /** All of the values of an element. */
  private static byte[] basicList(int element, long length, byte[] values) {
    ByteWriter out = ByteWriter.bigEndian().hex("03").u16s(element, (int) length);
    return (length == 0xffff ? out.bytes(variable(values)) : out.bytes(values)).toBytes();
  }

  private static byte[] subTemplateList(int template, byte[] value) {
    return ByteWriter.bigEndian().hex("03").u16s(template).bytes(variable(value)).toBytes();
  }

  /** Records of two templates, with the bytes of sets in them. */
  private static byte[] subTemplateMultiList() {
    return data("03" + "0102 000c 0a000009 0a000008" + "0103 0008 0002 0004");
  }

  private static byte[] variable(byte[] value) {
    return ByteWriter.bigEndian().hex("%02x".formatted(value.length)).bytes(value).toBytes();
  }

  @Test
  void readsEveryKindOfTime() {
    assertTimes(
        "150/151", 150, 4, "6553f000", 151, 4, "6553f001", 1_699_999_744_000_000L, 1_000_000);
    assertTimes(
        "152/153",
        152,
        8,
        "0000018bcfe56800",
        153,
        8,
        "0000018bcfe56801",
        1_700_000_000_000_000L,
        1000);
    assertTimes(
        "158/159", 158, 4, "000f4240", 159, 4, "00000001", EXPORT_MICROS - 1_000_000, 999_999);
    assertTimes(
        "153/161",
        153,
        8,
        "0000018bcfe56800",
        161,
        4,
        "000003e8",
        1_699_999_999_000_000L,
        1_000_000);
  }

  private void assertTimes(
      String what,
      int first,
      int size,
      String value,
      int second,
      int size2,
      String value2,
      long start,
      long took) {
    sink.records.clear();
    decode(
        ipfix(
            set(2, template(256, 8, 4, 12, 4, first, size, second, size2)),
            set(256, data(ADDRESSES + value + value2))));
    assertThat(onlyFlow().eventTimeMicros()).as(what).isEqualTo(start);
    assertThat(onlyFlow().durationMicros()).as(what).isEqualTo(took);
  }

  @Test
  void takesTheExportTimeWhereTheRecordHasNone() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4)), set(256, data(ADDRESSES))));

    assertThat(onlyFlow().eventTimeMicros()).isEqualTo(EXPORT_MICROS);
    assertThat(onlyFlow().durationMicros()).isZero();
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
  void rejectsDataWhoseTemplateHasNotComeFromThisExporter() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4))));
    decodeFrom(IpAddress.parse("198.51.100.2"), ipfix(set(256, data(ADDRESSES))));
    assertThat(sink.rejections).isEmpty();

    decoder.finish(sink);
    assertThat(onlyRejection())
        .isEqualTo(
            "IPFIX 8 bytes of data for template 256 of domain 7, which has not come from"
                + " 198.51.100.2");
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
    assertThat(sink.rejections.getFirst().offset()).isEqualTo(1016);
  }

  @Test
  void forgetsAWithdrawnTemplate() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4), template(257, 8, 4, 12, 4))));
    decode(ipfix(set(2, template(256))));
    decode(ipfix(set(257, data(ADDRESSES))));
    assertThat(sink.records).hasSize(1);

    decode(ipfix(set(2, template(2)), set(256, data(ADDRESSES)), set(257, data(ADDRESSES))));
    decoder.finish(sink);
    assertThat(sink.records).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsOnly(RejectReason.MISSING_TEMPLATE);
  }

  @Test
  void takesANewTemplateInPlaceOfTheOld() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4, 1, 4)), set(2, template(256, 12, 4, 8, 4))));
    decode(ipfix(set(256, data(ADDRESSES))));

    assertThat(onlyFlow().source().address()).isEqualTo(DESTINATION);
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

  @Test
  void boundsTheTemplatesOfADomain() {
    for (int id = 256; id <= 256 + Domain.MAX_TEMPLATES; id++) {
      decode(version9(set(0, template(id, 8, 4, 12, 4))));
    }

    assertThat(onlyRejection())
        .isEqualTo(
            "NetFlow v9 domain has more than 2048 templates or 524288 fields from 198.51.100.1");
  }

  @Test
  void forgetsTheDomainsThatHaveBeenSilentLongest() {
    byte[] template = ipfix(set(2, template(256, 8, 4, 12, 4)));
    IpAddress first = IpAddress.ofIpv4(1);
    IpAddress busy = IpAddress.ofIpv4(2);
    decodeFrom(first, template);
    decodeFrom(busy, template);
    for (int i = 3; i < 3 + NetflowDecoder.MAX_DOMAINS; i++) {
      decodeFrom(IpAddress.ofIpv4(i), template);
      decodeFrom(busy, ipfix(set(256, data(ADDRESSES))));
    }
    assertThat(sink.rejections).isEmpty();

    decodeFrom(first, ipfix(set(256, data(ADDRESSES))));
    decoder.finish(sink);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
  }

  @Test
  void forgetsTheSilentDomainsOfVersion5Too() {
    for (int i = 0; i < 2 * NetflowDecoder.MAX_DOMAINS; i++) {
      decodeFrom(IpAddress.ofIpv4(i), Messages.version5(0, 0));
    }

    assertThat(decoder.domains()).isEqualTo(NetflowDecoder.MAX_DOMAINS);
  }

  /** 252 MB of options, of which a few are worth keeping. */
  @Test
  void keepsTheBeginningOfLongNames() {
    decode(ipfix(set(3, Messages.optionsTemplate(401, 95, 4, 96, 0xffff))));
    byte[] longName = "x".repeat(63_000).getBytes(StandardCharsets.UTF_8);
    long before = usedBytes();
    for (int key = 1; key <= 4_000; key++) {
      decode(ipfix(set(401, application(key, longName))));
    }

    assertThat(usedBytes() - before).isLessThan(16 << 20);
    decode(
        ipfix(
            set(2, template(256, 8, 4, 12, 4, 95, 4)),
            set(256, data(ADDRESSES), ByteWriter.bigEndian().u32(4_000).toBytes())));
    assertThat(onlyFlow().session().application()).isEqualTo("x".repeat(128));
  }

  @Test
  void countsNamesAndSamplersWithTheTemplates() {
    byte[] templates =
        ipfix(
            set(
                3,
                Messages.optionsTemplate(400, 302, 4, 34, 4),
                Messages.optionsTemplate(401, 95, 4, 96, 0xffff)),
            set(2, template(256, 8, 4, 12, 4, 95, 4)));
    byte[] flow = ipfix(set(256, data(ADDRESSES + "00000001")));
    long before = usedBytes();
    for (int exporter = 1; exporter <= 20; exporter++) {
      decodeFrom(IpAddress.ofIpv4(exporter), templates);
      for (int key = 1; key <= 16_000; key += 400) {
        decodeFrom(IpAddress.ofIpv4(exporter), ipfix(set(401, applications(key, 400))));
      }
      decodeFrom(IpAddress.ofIpv4(exporter), ipfix(set(400, data("00000001 0000000a"))));
      assertThat(decoder.fields()).isLessThanOrEqualTo(NetflowDecoder.MAX_FIELDS);
    }

    assertThat(usedBytes() - before).isLessThan(64 << 20);
    assertThat(decoder.domains()).isEqualTo(NetflowDecoder.MAX_FIELDS / (16_000 * 11));
    assertThat(sink.rejections).isEmpty();
    decodeFrom(IpAddress.ofIpv4(20), flow);
    assertThat(onlyFlow().session().application()).hasSize(128);
    decodeFrom(IpAddress.ofIpv4(1), flow);
    decoder.finish(sink);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
  }

  private static byte[] applications(int key, int count) {
    ByteWriter out = ByteWriter.bigEndian();
    for (int i = 0; i < count; i++) {
      out.bytes(application(key + i, "y".repeat(140).getBytes(StandardCharsets.UTF_8)));
    }
    return out.toBytes();
  }

  private static byte[] application(int key, byte[] name) {
    return ByteWriter.bigEndian().u32(key).u8(255).u16(name.length).bytes(name).toBytes();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
