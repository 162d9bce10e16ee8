// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.live.MessageDecoder;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

class PacketMessagesTest {
  private static final MessageKind KIND = PacketMessages.kind(EnumSet.allOf(TelemetryKind.class));

  @TempDir Path folder;
  private final List<TelemetryRecord> records = new ArrayList<>();

  /** Collects records; nothing may be rejected. */
  private final DecodeSink sink =
      new DecodeSink() {
        @Override
        public void accept(TelemetryRecord record) {
          records.add(record);
        }

        @Override
        public void reject(Rejection rejection) {
          throw new AssertionError(rejection);
        }

        @Override
        public void skip(SkipReason reason, long count) {}
      };

  @Test
  void countsEveryPacketOnceWhereverSegmentsEndAndWheneverTheProcessDies() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    long octets = 0;
    int packets = 3000;
    try (Spool spool = spool()) {
      SourceSpool kept = spool.source("lan", PacketMessages.NAME);
      for (int i = 0; i < packets; i++) {
        byte[] payload = new byte[random.nextInt(50)];
        octets += 28 + payload.length;
        int port = 40_000 + random.nextInt(30);
        boolean back = random.nextInt(3) == 0;
        append(
            kept,
            i * 20_000L,
            back
                ? CaptureBytes.udp(7, port, true, payload)
                : CaptureBytes.udp(port, 7, false, payload));
      }
      kept.append(null, CaptureBytes.START_MICROS, PacketFrames.end());
      @Nullable MessageDecoder decoder = null;
      int segments = 0;
      for (Segment segment = close(kept); segment != null; segment = kept.oldest()) {
        // A process that dies after a segment leaves nothing but the segments to come.
        if (decoder == null || segments % 5 == 4) {
          decoder = KIND.newDecoder().create(null);
        }
        decode(segment, decoder);
        kept.remove(segment);
        segments++;
      }
      assertThat(segments).isGreaterThan(20);
    }
    assertThat(flows().mapToLong(flow -> both(flow, true)).sum()).isEqualTo(packets);
    assertThat(flows().mapToLong(flow -> both(flow, false)).sum()).isEqualTo(octets);
    assertThat(flows()).noneMatch(flow -> both(flow, true) == 0);
  }

  @Test
  void answersAQueryOfTheSegmentBefore() throws IOException {
    try (Spool spool = spool()) {
      SourceSpool kept = spool.source("lan", PacketMessages.NAME);
      MessageDecoder decoder = KIND.newDecoder().create(null);
      append(kept, 0, CaptureBytes.udp(40_000, 53, false, CaptureBytes.dns(7, 0x0100)));
      decode(Objects.requireNonNull(close(kept)), decoder);
      kept.remove(Objects.requireNonNull(kept.oldest()));
      assertThat(records).hasSize(1).first().isInstanceOf(FlowRecord.class);

      append(kept, 30_000, CaptureBytes.udp(53, 40_000, true, CaptureBytes.dns(7, 0x8180)));
      decode(Objects.requireNonNull(close(kept)), decoder);
    }
    assertThat(records).hasSize(3);
    DnsRecord answered = (DnsRecord) records.get(1);
    assertThat(Objects.requireNonNull(answered.response()).rcode()).isZero();
    assertThat(flows().map(flow -> flow.session().uid()).distinct()).hasSize(1);
    assertThat(flows().map(flow -> flow.session().state())).containsExactly("S0", "SF");
  }

  private java.util.stream.Stream<FlowRecord> flows() {
    return records.stream().filter(FlowRecord.class::isInstance).map(FlowRecord.class::cast);
  }

  private static long both(FlowRecord flow, boolean packets) {
    long there = packets ? flow.forward().packets() : flow.forward().octets();
    if (flow.reverse() == null) {
      return there;
    }
    return there + (packets ? flow.reverse().packets() : flow.reverse().octets());
  }

  private void decode(Segment segment, MessageDecoder decoder) throws IOException {
    try (SegmentReader reader = SegmentReader.open(segment)) {
      for (SpooledMessage message = reader.next(); message != null; message = reader.next()) {
        decoder.decode(message, sink);
      }
    }
    decoder.endSegment(sink);
  }

  private static @Nullable Segment close(SourceSpool kept) throws IOException {
    kept.closeOlderThan(Duration.ZERO);
    return kept.oldest();
  }

  private Spool spool() throws IOException {
    SpoolSettings settings = SpoolSettings.in(folder.resolve("spool"));
    return Spool.open(
        settings.withSegments(10_000, Duration.ofMinutes(10)), InstantSource.system());
  }

  private static void append(SourceSpool kept, long afterMicros, byte[] packet) {
    ByteBuffer message = ByteBuffer.allocate(PacketFrames.HEADER_BYTES + packet.length);
    PacketFrames.putHeader(message, CaptureBytes.RAW_IP, packet.length);
    message.put(packet).flip();
    assertThat(kept.append(null, CaptureBytes.START_MICROS + afterMicros, message)).isTrue();
  }
}
