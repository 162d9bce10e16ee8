// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.nfcapd.NfcapdFiles.FIRST;
import static winnow.decode.nfcapd.NfcapdFiles.block;
import static winnow.decode.nfcapd.NfcapdFiles.element;
import static winnow.decode.nfcapd.NfcapdFiles.exporter;
import static winnow.decode.nfcapd.NfcapdFiles.flow;
import static winnow.decode.nfcapd.NfcapdFiles.generic;
import static winnow.decode.nfcapd.NfcapdFiles.ipv4;
import static winnow.decode.nfcapd.NfcapdFiles.layout1;
import static winnow.decode.nfcapd.NfcapdFiles.layout2;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class NfcapdDecoderTest {
  private static final IpAddress SOURCE = IpAddress.parse("10.0.0.1");
  private static final IpAddress DESTINATION = IpAddress.parse("192.0.2.9");

  private final CollectingSink sink = new CollectingSink();

  private CollectingSink decode(byte[] file) throws IOException {
    new NfcapdDecoder().decode(new ByteArrayInputStream(file), sink);
    return sink;
  }

  private static ByteWriter little() {
    return ByteWriter.littleEndian();
  }

  private static byte[] wholeFlow() {
    return flow(
        5,
        0,
        generic(6, 443),
        ipv4(),
        element(4, little().u32(17).u32(18).hex("18 10 01 2e 00 03 12 00")),
        element(5, little().i64(1).i64(4).i64(5000)),
        element(6, little().u32(100).u32(200)),
        element(7, little().u32(64500).u32(64501)),
        element(8, little().u32(0x0a0000fd)),
        element(10, little().u32(0x0a0000fe)),
        element(15, little().i64(0x001122334455L).i64(1).i64(0x66778899aabbL).i64(2)),
        element(20, little().u32(0xcb007101L).u32(0xcb007102L)),
        element(22, little().u16s(5000, 5001)),
        element(
            24,
            little().bytes("alice".getBytes(java.nio.charset.StandardCharsets.UTF_8)).zeros(63)),
        element(27, little().hex("0d000035")),
        element(99, little().zeros(8)));
  }

  @Test
  void readsEveryElementOfAFlow() throws IOException {
    decode(layout2(0, block(3, 0, exporter(5), wholeFlow())));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows())
        .containsExactly(
            new FlowRecord(
                new Observer("198.51.100.1", 7),
                FIRST * 1000,
                2_000_000,
                (FIRST + 5000) * 1000,
                new Endpoint(SOURCE, 1025),
                new Endpoint(DESTINATION, 443),
                6,
                null,
                null,
                new Traffic(1800, 3, 0x1b, 0xb8),
                new Traffic(5000, 4, 0x12, 0x2e),
                1,
                new Routing(
                    17,
                    18,
                    IpAddress.parse("10.0.0.254"),
                    IpAddress.parse("10.0.0.253"),
                    64500,
                    64501,
                    24,
                    16,
                    "00:11:22:33:44:55",
                    "66:77:88:99:aa:bb",
                    100,
                    200,
                    0x40,
                    1),
                new Session(null, null, null, 3, null, "13:53", "alice", null, null, null),
                null,
                new Translation(
                    IpAddress.parse("203.0.113.1"), IpAddress.parse("203.0.113.2"), 5000, 5001)));
  }

  @Test
  void readsIpv6IcmpAndTheRouterOfTheFlowItself() throws IOException {
    byte[] addresses =
        element(3, little().i64(0x20010db800000000L).i64(1).i64(0x20010db800000000L).i64(2));
    byte[] router = element(12, little().u32(0xc6336402L));
    decode(layout2(0, block(3, 0, flow(0, 0, generic(58, 135 << 8 | 4), addresses, router))));

    FlowRecord flow = sink.flows().getFirst();
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::1"), 0));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::2"), 0));
    assertThat(flow.icmpType()).isEqualTo(135);
    assertThat(flow.icmpCode()).isEqualTo(4);
    assertThat(flow.observer()).isEqualTo(new Observer("198.51.100.2", 0x102));
    assertThat(flow.reverse()).isNull();
    assertThat(flow.session()).isSameAs(Session.UNKNOWN);
  }

  /**
   * nfcapd 1.7.1 stored 1 packet and 64.5 bytes on average, sampled 1 in 1000, as 1000 and 64500.
   */
  @Test
  void givesTheCountersOfSampledFlowsAsTheyAreStored() throws IOException {
    byte[] sampler = little().u16s(15, 24, 5, 0).i64(-1).u32(1).u32(999).toBytes();
    ByteWriter generic = little().i64(FIRST).i64(FIRST + 2000).i64(FIRST + 5000);
    generic.i64(1000).i64(64_500).u16s(1025, 443).hex("06 1b 40 b8");
    byte[] reverse = element(5, little().i64(1).i64(2000).i64(129_500));
    decode(
        layout2(
            0,
            block(3, 0, exporter(5), sampler, flow(5, 2, element(1, generic), ipv4(), reverse))));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows().getFirst().samplingInterval()).isEqualTo(1);
    assertThat(sink.flows().getFirst().forward()).isEqualTo(new Traffic(64_500, 1000, 0x1b, 0xb8));
    assertThat(sink.flows().getFirst().reverse()).isEqualTo(new Traffic(129_500, 2000, 0, 0));
  }

  @Test
  void givesTheCountersOfSampledCommonRecordsAsTheyAreStored() throws IOException {
    byte[] map = little().u16s(2, 12, 3, 0, 0, 0).toBytes();
    byte[] sampler = little().u16s(9, 16).u32(0).u32(1000).u16s(0, 1).toBytes();
    ByteWriter record = little().u16s(10, 32 + 8 + 8, 128, 3, 500, 250);
    record.u32(1_700_000_000L).u32(1_700_000_002L).hex("40 1b 06 b8").u16s(1025, 443, 1);
    record.hex("00 03").u32(0x0a000001).u32(0xc0000209L).u32(1000).u32(64_500);
    decode(layout1(block(2, 0, map, sampler, record.toBytes())));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows().getFirst().samplingInterval()).isEqualTo(1);
    assertThat(sink.flows().getFirst().forward()).isEqualTo(new Traffic(64_500, 1000, 0x1b, 0xb8));
  }

  @Test
  void readsCommonRecordsByTheirExtensionMap() throws IOException {
    byte[] map = little().u16s(2, 20, 3, 28, 5, 7, 9, 23, 25, 0).toBytes();
    byte[] record =
        little()
            .u16s(10, 32 + 8 + 4 + 8 + 28, 4, 3, 500, 250)
            .u32(1_700_000_000L)
            .u32(1_700_000_002L)
            .hex("40 1b 06 b8")
            .u16s(1025, 443, 1)
            .hex("00 03")
            .u32(0x0a000001)
            .u32(0xc0000209L)
            .u32(3)
            .i64(1800)
            .u32(17)
            .u32(18)
            .u32(64500)
            .u32(64501)
            .u32(0x0a0000feL)
            .u32(0xc6336402L)
            .hex("0000 00 3a")
            .toBytes();
    decode(layout1(block(2, 0, map, record)));

    assertThat(sink.rejections).isEmpty();
    FlowRecord flow = sink.flows().getFirst();
    assertThat(flow.eventTimeMicros()).isEqualTo(1_700_000_000_500_000L);
    assertThat(flow.durationMicros()).isEqualTo(1_750_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(SOURCE, 1025));
    assertThat(flow.destination()).isEqualTo(new Endpoint(DESTINATION, 443));
    assertThat(flow.forward()).isEqualTo(new Traffic(1800, 3, 0x1b, 0xb8));
    assertThat(flow.observer()).isEqualTo(new Observer("198.51.100.2", 0x3a));
    assertThat(flow.routing().inputInterface()).isEqualTo(17);
    assertThat(flow.routing().destinationAs()).isEqualTo(64501);
    assertThat(flow.routing().nextHop()).isEqualTo(IpAddress.parse("10.0.0.254"));
    assertThat(flow.routing().forwardingStatus()).isEqualTo(0x40);
    assertThat(flow.session().endReason()).isEqualTo(3);
    assertThat(sink.skipped).containsEntry(SkipReason.TEMPLATE, 1L);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // literals, a match that overlaps itself, literals
    "3, 34 616263 0300 50 7a7a7a7a7a, 616263 6162636162636162 7a7a7a7a7a",
    // 4 literals, match of 3 and a literal, match of 2, 5 literals, match of 5, end
    "1, 15 61626364 4900 7a 0000 02 68656c6c6f 23 1000 110000, 61626364 6263647a 7a7a 68656c6c6f 68656c6c6f",
    // runs longer than four, made by Python's bz2
    "2, 425a6839314159265359f0861f06000004d180004840003b69b6c0200022b43430434f50a64c4c83230cd9d10c8"
        + "64915622f3e60272f5029f177245385090f0861f060, 616161616161616161616161616161626262626262"
        + "626262626262632074686520717569636b2062726f776e20666f78",
  })
  void decompressesBlocks(int compression, String stored, String plain) {
    byte[] bytes = little().hex(stored).toBytes();
    BlockOutput output = new BlockOutput(1000);
    BlockCompression method = BlockCompression.values()[compression];

    assertThat(method.decompress(bytes, 0, bytes.length, output)).isTrue();
    assertThat(Arrays.copyOf(output.bytes(), output.size()))
        .isEqualTo(little().hex(plain).toBytes());
  }

  @Test
  void readsBlocksThatAreZstdFrames() throws IOException {
    byte[] record = flow(0, 0, generic(6, 443), ipv4());
    byte[] unknownLength = little().hex("28b52ffd 0058 010000").toBytes();
    decode(layout2(4, block(3, 0, Zstd.compress(record)), block(3, 0, unknownLength)));

    assertThat(sink.records).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .containsExactly("nfdump block of 9 bytes is no ZSTD data");
  }

  @Test
  void readsTheEventsOfAFirewall() throws IOException {
    for (int event = 1; event <= 3; event++) {
      ByteWriter nsel = little().i64(FIRST).u32(8500).u16(1001).u8(event).u8(0);
      decode(layout2(0, block(3, 0, flow(0, 0, generic(6, 443), ipv4(), element(19, nsel)))));
    }

    assertThat(sink.flows()).allMatch(flow -> "8500".equals(flow.session().uid()));
    assertThat(sink.flows())
        .extracting(flow -> flow.session().endReason())
        .containsExactly(null, 3, null);
    assertThat(sink.flows())
        .extracting(flow -> flow.routing().forwardingStatus())
        .containsExactly(0x40, 0x40, 0x40);
  }

  @Test
  void goesOnAfterABlockThatCannotBeDecompressed() throws IOException {
    byte[] bad = block(3, 0, little().hex("00000000").toBytes());
    byte[] plain = block(3, 1, flow(0, 0, generic(6, 443), ipv4()));
    decode(layout2(3, bad, plain));

    assertThat(sink.records).hasSize(1);
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(RejectReason.MALFORMED, 40, "nfdump block of 4 bytes is no LZ4 data"));
  }

  @Test
  void namesWhatIsWrongAndKeepsTheRest() throws IOException {
    byte[] good = flow(0, 0, generic(6, 443), ipv4());
    byte[] shortElement = flow(0, 0, element(1, little().zeros(8)), ipv4());
    byte[] longElement = good.clone();
    longElement[14] = 127;
    byte[] noAddresses = flow(0, 0, generic(6, 443));
    decode(layout2(0, block(3, 0, good, shortElement, longElement, noAddresses, good)));

    assertThat(sink.records).hasSize(2);
    int at = 40 + 12 + good.length;
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.MALFORMED, at, "nfdump flow record has element 1 of 12 bytes"),
            new Rejection(
                RejectReason.MALFORMED,
                at + shortElement.length,
                "nfdump flow record ends inside element 1 of 2"));
    assertThat(sink.skipped).containsEntry(SkipReason.OTHER_PROTOCOL, 1L);
  }

  @Test
  void keepsTheRecordsOfAFileThatIsCut() throws IOException {
    byte[] good = flow(0, 0, generic(6, 443), ipv4());
    byte[] file = layout2(0, block(3, 0, good, good));
    decode(Arrays.copyOf(file, file.length - 10));

    assertThat(sink.records).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .containsExactly(
            "nfdump record of type 11 claims %d bytes where %d are left"
                .formatted(good.length, good.length - 10),
            "nfdump block has %d of %d bytes".formatted(2 * good.length - 10, 2 * good.length));
  }

  @Test
  void refusesFilesThatItCannotRead() throws IOException {
    byte[] file = layout2(7);
    decode(file);
    file[17] = 1;
    decode(file);
    byte[] bigEndian = layout2(0);
    bigEndian[0] = (byte) 0xa5;
    bigEndian[1] = 0x0c;
    decode(bigEndian);

    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .containsExactly(
            "nfdump file has compression 7, not 0 to 4",
            "nfdump file is encrypted, method 1",
            "nfdump file starts with 0x0ca5: written big-endian");
  }

  @Test
  void survivesAnyDamage() throws IOException {
    byte[] flows = block(3, 0, exporter(5), wholeFlow(), flow(0, 0, generic(6, 443), ipv4()));
    byte[] map = little().u16s(2, 20, 3, 28, 5, 7, 9, 23, 25, 0).toBytes();
    byte[] record = little().u16s(10, 88, 5, 3).zeros(80).toBytes();
    List<byte[]> seeds =
        List.of(
            layout2(0, flows),
            layout2(1, flows),
            layout2(3, flows),
            layout1(block(2, 0, map, record, record)));
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = seeds.get(round % seeds.size()).clone();
      int header = round % seeds.size() == 3 ? 276 : 40;
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        bytes[random.nextInt(header, bytes.length)] = (byte) random.nextInt();
      }
      int before = sink.records.size();
      decode(Arrays.copyOf(bytes, random.nextInt(4, bytes.length + 1)));
      assertThat(sink.records.size() - before).isLessThan(10);
    }
    assertThat(sink.records).isNotEmpty();
    assertThat(sink.rejections).isNotEmpty();
  }
}
