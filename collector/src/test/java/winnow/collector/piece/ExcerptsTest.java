// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

class ExcerptsTest {
  private static final int RECORD_BYTES = 48;
  private static final DecodeOptions OPTIONS = DecodeOptions.named("input");

  /** What a decoder makes of an input. */
  private static final class Counts implements DecodeSink {
    private final RejectedPlaces places = new RejectedPlaces();
    private long accepted;
    private long rejected;

    @Override
    public void accept(TelemetryRecord record) {
      accepted++;
    }

    @Override
    public void reject(Rejection rejection) {
      places.add(rejection);
      rejected++;
    }

    @Override
    public void skip(SkipReason reason, long count) {}

    static Counts of(String format, byte[] input) throws IOException {
      Counts counts = new Counts();
      Formats.named(format)
          .newDecoder()
          .create(OPTIONS)
          .decode(new ByteArrayInputStream(input), counts);
      return counts;
    }
  }

  private static Excerpt excerpt(String format, byte[] input) throws IOException {
    Format known = Formats.named(format);
    RejectedPlaces places = Counts.of(format, input).places;
    return Excerpts.of(known, OPTIONS, () -> new ByteArrayInputStream(input), places);
  }

  @Test
  void keepsADatagramThatIsRejectedAsAWhole() throws IOException {
    byte[] bad = template(256, 0);
    byte[] input = join(version5(2), bad, version5(1));
    assertThat(Counts.of("netflow", input).rejected).as("rejected").isPositive();

    Excerpt excerpt = excerpt("netflow", input);

    assertThat(excerpt.bytes()).isEqualTo(bad);
    assertThat(excerpt.pieces()).isEqualTo(1);
    assertThat(excerpt.leftOut()).isEmpty();
  }

  @Test
  void leavesOutADatagramOfWhichRecordsWereAccepted() throws IOException {
    byte[] cut = ByteBuffer.wrap(version5(2)).putShort(2, (short) 3).array();
    Counts counts = Counts.of("netflow", cut);
    assertThat(counts.accepted).isEqualTo(2);
    assertThat(counts.rejected).isPositive();

    Excerpt excerpt = excerpt("netflow", join(version5(1), cut));

    assertThat(excerpt.bytes()).isEmpty();
    assertThat(excerpt.leftOut()).containsOnly(Map.entry("not readable alone", 1L));
  }

  @Test
  void keepsBlocksOfPcapngBehindTheirSectionAndInterface() throws IOException {
    byte[] section =
        block(
            0x0a0d0d0a, ByteBuffer.allocate(16).putInt(0x1a2b3c4d).putInt(0x00010000).putLong(-1));
    byte[] ethernet = block(1, ByteBuffer.allocate(8).putInt(0x00010000).putInt(0));
    byte[] frame = new byte[60];
    frame[12] = 8;
    frame[14] = 0x41;
    byte[] broken = packet(frame);
    byte[] other = packet(new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 8, 6, 0, 0, 0, 0, 0, 0});
    byte[] input = join(section, ethernet, other, broken, other);
    assertThat(Counts.of("pcapng", input).rejected).isEqualTo(1);

    Excerpt excerpt = excerpt("pcapng", input);

    assertThat(excerpt.bytes()).isEqualTo(join(section, ethernet, broken));
    assertThat(excerpt.kinds()).contains(TelemetryKind.FLOW);
  }

  /** The invariant on which exactly-once stands, for inputs that are broken anyhow. */
  @Test
  void nothingOfAnExcerptIsAcceptedAndEveryRejectionIsAccountedFor() throws IOException {
    Random random = new Random(11);
    String header = "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";
    int kept = 0;
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder(header);
      for (int line = 0; line < 40; line++) {
        text.append(
            "2026-03-02T10:00:0%d.5Z,10.0.0.%d,40000,192.0.2.1,443,6,5,700\n"
                .formatted(line % 10, line));
      }
      byte[] input = text.toString().getBytes(UTF_8);
      for (int i = random.nextInt(30); i >= 0; i--) {
        int at = header.length() + random.nextInt(input.length - header.length());
        input[at] = (byte) "\n\"x,\r#".charAt(random.nextInt(6));
      }
      Counts counts = Counts.of("csv", input);
      Excerpt excerpt = excerpt("csv", input);
      Counts again = Counts.of("csv", excerpt.bytes());
      long leftOut = excerpt.leftOut().values().stream().mapToLong(Long::longValue).sum();
      assertThat(again.accepted).as("round %d", round).isZero();
      assertThat((excerpt.pieces() == 0 ? 0 : again.rejected) + leftOut).isEqualTo(counts.rejected);
      kept += excerpt.pieces();
    }
    assertThat(kept).isGreaterThan(300);
  }

  private static byte[] version5(int records) {
    ByteBuffer datagram = ByteBuffer.allocate(24 + records * RECORD_BYTES);
    datagram.putShort((short) 5).putShort((short) records).putInt(100_000);
    datagram.putInt(1_772_450_000).position(24);
    for (int i = 0; i < records; i++) {
      int at = 24 + i * RECORD_BYTES;
      datagram.putInt(at, 0x0a000001 + i).putInt(at + 4, 0xc0000201);
      datagram.putInt(at + 16, 3).putInt(at + 20, 180).putInt(at + 24, 90_000);
      datagram.putInt(at + 28, 95_000).put(at + 38, (byte) 6);
    }
    return datagram.array();
  }

  /** An IPFIX message whose template set is longer than the message. */
  private static byte[] template(int id, int fields) {
    ByteBuffer message = ByteBuffer.allocate(24);
    message.putShort((short) 10).putShort((short) 24).putInt(1_772_450_000).putLong(0);
    message.putShort((short) 2).putShort((short) 60).putShort((short) id).putShort((short) fields);
    return message.array();
  }

  private static byte[] packet(byte[] frame) {
    ByteBuffer body = ByteBuffer.allocate(20 + frame.length);
    body.putInt(0).putInt(0x0005_0000).putInt(0).putInt(frame.length).putInt(frame.length);
    return block(6, body.put(frame));
  }

  private static byte[] block(int type, ByteBuffer body) {
    int length = 12 + body.capacity();
    ByteBuffer block = ByteBuffer.allocate(length);
    return block.putInt(type).putInt(length).put(body.array()).putInt(length).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
