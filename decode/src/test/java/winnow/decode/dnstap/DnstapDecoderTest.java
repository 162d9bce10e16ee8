// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

class DnstapDecoderTest {
  private static final int START = 2;
  private static final int STOP = 3;
  private static final int READY = 4;
  private static final String QUERY =
      "beef 0100 0001 0000 0000 0000 03777777076578616d706c6503636f6d00 0001 0001";
  private static final String RESPONSE =
      "beef 8180 0001 0001 0000 0000 03777777076578616d706c6503636f6d00 0001 0001"
          + " c00c 0001 0001 0000012c 0004 cb007107";
  private static final byte[] CLIENT_QUERY = payload(5, true, true, false);
  private static final byte[] CLIENT_RESPONSE = payload(6, true, true, true);

  @Test
  void aQueryAndItsResponseAreOneRecord() {
    Collected collected = read(file(CLIENT_QUERY, CLIENT_RESPONSE));

    assertThat(collected.rejections).isEmpty();
    assertThat(collected.dns())
        .containsExactly(
            new DnsRecord(
                new winnow.schema.Observer("ns1.example", 0),
                1_772_445_600_000_001L,
                new Endpoint(IpAddress.parse("192.0.2.1"), 53210),
                new Endpoint(IpAddress.parse("198.51.100.53"), 53),
                17,
                0xbeef,
                new DnsRecord.Question("www.example.com", 1, 1, 0, true, null, null),
                true,
                33L,
                new DnsRecord.Response(
                    0, 0x8180, 999L, 49L, List.of(new ResourceRecord("203.0.113.7", 1, 300)), 0, 0),
                null,
                null));
  }

  @Test
  void aResponseThatSaysWhenItsQueryCameIsAWholeRecord() {
    DnsRecord dns = read(file(CLIENT_RESPONSE)).dns().getFirst();

    assertThat(dns.eventTimeMicros()).isEqualTo(1_772_445_600_000_001L);
    assertThat(Objects.requireNonNull(dns.response()).roundTripMicros()).isEqualTo(999L);
    assertThat(dns.querySeen()).isTrue();
    assertThat(dns.queryOctets()).isNull();
  }

  @Test
  void aMessageWithoutWhoAskedIsSkipped() {
    Collected collected = read(file(payload(3, false, true, false)));

    assertThat(collected.records).isEmpty();
    assertThat(collected.skipped).isEqualTo(Map.of(SkipReason.OTHER_PROTOCOL, 1L));
  }

  @Test
  void streamsOneAfterAnotherAreRead() {
    byte[] twice = new ByteWriterPair(file(CLIENT_QUERY), file(CLIENT_RESPONSE)).joined();

    assertThat(read(twice).records).hasSize(1);
    assertThat(Formats.detect(twice, "x").orElseThrow().name()).isEqualTo("dnstap");
  }

  @Test
  void theWriterOfAConnectionIsAnswered() throws IOException {
    byte[] stream =
        ByteWriter.bigEndian()
            .bytes(control(READY, FrameStream.CONTENT_TYPE))
            .bytes(file(CLIENT_QUERY, CLIENT_RESPONSE))
            .toBytes();
    List<String> replies = new ArrayList<>();
    DnstapDecoder decoder =
        new DnstapDecoder(frame -> replies.add(HexFormat.of().formatHex(frame)));

    Collected collected = Collected.from(decoder, new ByteArrayInputStream(stream));

    assertThat(collected.records).hasSize(1);
    assertThat(replies)
        .containsExactly(
            "00000000"
                + "00000022"
                + "00000001"
                + "00000001"
                + "00000016"
                + HexFormat.of()
                    .formatHex(FrameStream.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII)),
            "00000000" + "00000004" + "00000005");
  }

  @Test
  void badFramesAreRejectedAndTheRestGoesOn() {
    byte[] huge = new byte[FrameStream.MAX_FRAME_BYTES + 1];
    Collected collected =
        read(
            file(
                new byte[] {0x7a, 0x7f},
                new byte[] {0x78, 1},
                huge,
                payload(6, true, true, false),
                payload(5, true, false, false),
                CLIENT_QUERY));

    assertThat(collected.records).hasSize(1);
    assertThat(collected.reasons())
        .containsExactly(
            RejectReason.MALFORMED,
            RejectReason.MISSING_FIELD,
            RejectReason.MALFORMED,
            RejectReason.MISSING_FIELD,
            RejectReason.BAD_TIME);
    assertThat(collected.rejections.getFirst().detail())
        .isEqualTo("protobuf message of 2 bytes: a length of 127 at byte 2");
  }

  @Test
  void aStreamOfOtherContentIsRejected() {
    Collected collected = read(control(START, "text/plain"));

    assertThat(collected.rejections.getFirst().detail())
        .isEqualTo("the stream holds \"text/plain\", expected \"protobuf:dnstap.Dnstap\"");
  }

  @Test
  void anInputCutAnywhereIsNeverAWrongRecord() {
    byte[] file = file(CLIENT_QUERY, CLIENT_RESPONSE);
    for (int length = 0; length < file.length; length++) {
      Collected collected = read(Arrays.copyOf(file, length));
      assertThat(collected.records.size()).isLessThanOrEqualTo(1);
      assertThat(collected.reasons()).allMatch(reason -> reason == RejectReason.TRUNCATED);
    }
  }

  private static Collected read(byte[] file) {
    return Collected.from(new DnstapDecoder(), file);
  }

  private record ByteWriterPair(byte[] first, byte[] second) {
    byte[] joined() {
      return ByteWriter.bigEndian().bytes(first).bytes(second).toBytes();
    }
  }

  private static byte[] file(byte[]... payloads) {
    ByteWriter file = ByteWriter.bigEndian().bytes(control(START, FrameStream.CONTENT_TYPE));
    for (byte[] payload : payloads) {
      file.u32(payload.length).bytes(payload);
    }
    return file.bytes(control(STOP, "")).toBytes();
  }

  private static byte[] control(int type, String contentType) {
    byte[] content = contentType.getBytes(StandardCharsets.US_ASCII);
    ByteWriter frame = ByteWriter.bigEndian().u32(0);
    frame.u32(content.length == 0 ? 4 : 12 + content.length).u32(type);
    return content.length == 0
        ? frame.toBytes()
        : frame.u32(1).u32(content.length).bytes(content).toBytes();
  }

  /** A payload of identity ns1.example with a message of {@code type}. */
  private static byte[] payload(int type, boolean hasClient, boolean hasTime, boolean answers) {
    ByteWriter message = ByteWriter.littleEndian().u8(0x08).u8(type).hex("1001 1801");
    if (hasClient) {
      message.hex("2204 c0000201 30").bytes(varint(53210));
    }
    message.hex("2a04 c6336435 3835");
    if (hasTime) {
      message.u8(0x40).bytes(varint(1_772_445_600L)).u8(0x4d).u32(1_000);
    }
    if (type % 2 == 1) {
      bytesField(message, 0x52, HexFormat.of().parseHex(QUERY.replace(" ", "")));
    }
    if (answers) {
      message.u8(0x60).bytes(varint(1_772_445_600L)).u8(0x6d).u32(1_000_000);
      bytesField(message, 0x72, HexFormat.of().parseHex(RESPONSE.replace(" ", "")));
    }
    ByteWriter payload = ByteWriter.littleEndian();
    bytesField(payload, 0x0a, "ns1.example".getBytes(StandardCharsets.US_ASCII));
    bytesField(payload, 0x12, "server 9.9".getBytes(StandardCharsets.US_ASCII));
    bytesField(payload, 0x72, message.toBytes());
    return payload.u8(0x78).u8(1).toBytes();
  }

  private static void bytesField(ByteWriter message, int tag, byte[] value) {
    message.u8(tag).bytes(varint(value.length)).bytes(value);
  }

  private static byte[] varint(long value) {
    ByteWriter bytes = ByteWriter.littleEndian();
    long left = value;
    for (; left > 0x7f; left >>>= 7) {
      bytes.u8(left & 0x7f | 0x80);
    }
    return bytes.u8(left).toBytes();
  }
}
