// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.spool.SpooledMessage;
import winnow.lake.Lake;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.TelemetryKind;

class FollowSourceTest {
  private static final int PACKETS = 400;
  private static final Duration LOOK = Duration.ofMillis(20);

  @TempDir Path folder;
  private Path captures;
  private Lake lake;

  @BeforeEach
  void openLake() throws IOException {
    captures = Files.createDirectories(folder.resolve("captures"));
    lake = Lake.open(folder.resolve("lake"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesEachPacketOnceWhereverTheFileEndsForNow(boolean isPcapng) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    byte[] all = capture(isPcapng, 0, PACKETS);
    Path file = captures.resolve("trace.pcap");
    try (Spool spool = spool(50);
        Collector collector = collector(spool)) {
      follow(collector, spool, file);
      collector.start();
      for (int at = 0; at < all.length; ) {
        int end = Math.min(all.length, at + 1 + random.nextInt(all.length / 4));
        append(file, all, at, end);
        at = end;
        pause(random.nextInt(100));
      }
      await(() -> messages(collector) >= PACKETS);
    }
    assertThat(packets()).isEqualTo(PACKETS);
    assertThat(answered()).isEqualTo(PACKETS / 2);
    assertThat(count("select count(distinct uid) from flow")).isEqualTo(PACKETS / 2);
  }

  @Test
  void followsWhatAWriterRotatesTo() throws IOException {
    byte[] query = CaptureBytes.udp(40_000, 53, false, CaptureBytes.dns(1, 0x0100));
    byte[] response = CaptureBytes.udp(53, 40_000, true, CaptureBytes.dns(1, 0x8180));
    byte[] word = CaptureBytes.udp(41_000, 7, false, new byte[20]);
    Path first = captures.resolve("trace.pcap");
    try (Spool spool = spool(50);
        Collector collector = collector(spool)) {
      follow(collector, spool, captures);
      collector.start();
      Files.write(first, CaptureBytes.file(false, 0, word, query));
      await(() -> packets() == 2);
      // tcpdump -C goes on in another file; somebody may rename the first.
      Files.write(captures.resolve("trace.pcap1"), CaptureBytes.file(false, 50_000, response));
      Files.move(first, captures.resolve("old.pcap"));
      await(() -> packets() == 3);
      // tcpdump -W begins to write over its first file.
      byte[] longer = CaptureBytes.file(false, 90_000, word, word, word, word);
      Files.write(captures.resolve("old.pcap"), longer);
      await(() -> packets() == 7);
      // A copy is another file; a capture that is moved in, and what is none.
      Files.writeString(captures.resolve("notes.txt"), "no capture");
      Files.write(folder.resolve("moved"), CaptureBytes.file(true, 200_000, word));
      Files.move(folder.resolve("moved"), captures.resolve("moved.pcapng"));
      await(() -> packets() == 8);
    }
    assertThat(answered()).isEqualTo(1);
    assertThat(count("select count(distinct uid) from flow")).isEqualTo(2);
    assertThat(lake.inputs()).allSatisfy(entry -> assertThat(entry.counts().rejected()).isEmpty());
  }

  @Test
  void rejectsTheCutPacketOfACaptureThatIsWrittenOver() throws IOException {
    byte[] word = CaptureBytes.udp(41_000, 7, false, new byte[20]);
    byte[] whole = CaptureBytes.file(false, 0, word, word);
    Path file = captures.resolve("trace.pcap");
    try (Spool spool = spool(50);
        Collector collector = collector(spool)) {
      follow(collector, spool, file);
      collector.start();
      append(file, whole, 0, whole.length - 5);
      await(() -> packets() == 1);
      Files.write(file, CaptureBytes.file(false, 500_000, word));
      await(() -> packets() == 2);
    }
    assertThat(lake.inputs().stream().map(entry -> entry.counts().rejected().toString()))
        .filteredOn(rejected -> !rejected.equals("{}"))
        .containsExactly("{truncated=1}");
  }

  @Test
  void takesNothingTwiceWhenTheSpoolFailsInTheMiddleOfAFile() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-02T10:00:00Z"));
    byte[] large = CaptureBytes.udp(41_000, 7, false, new byte[60_000]);
    byte[][] packets = new byte[100][];
    Arrays.fill(packets, large);
    Files.write(captures.resolve("trace.pcap"), CaptureBytes.file(false, 0, packets));
    SpoolSettings small =
        SpoolSettings.in(folder.resolve("spool")).withSegments(1, Duration.ofHours(1));
    long messages = 0;
    try (Spool spool = Spool.open(small, clock)) {
      SourceSpool kept = spool.source("cap", PacketMessages.NAME);
      // The second segment cannot be begun.
      Files.createDirectories(folder.resolve("spool/cap/20260302T100000.000001.open"));
      SourceTally tally = new SourceTally("cap", kept.arrivals());
      try (FollowSource source = new FollowSource(tally, kept, captures, LOOK)) {
        source.start();
        await(() -> kept.arrivals().messages() >= packets.length);
        pause(500);
      }
      assertThat(kept.arrivals().droppedMessages()).as("what waits is not dropped").isZero();
      for (Segment segment : kept.closed()) {
        try (SegmentReader reader = SegmentReader.open(segment)) {
          for (SpooledMessage m = reader.next(); m != null; m = reader.next()) {
            messages += PacketFrames.what(m) == PacketFrames.PACKET ? 1 : 0;
          }
        }
      }
    }
    assertThat(messages).isEqualTo(packets.length);
  }

  @Test
  void goesOnWhereItWasAfterAnyKill() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    byte[] one = capture(false, 0, PACKETS);
    byte[] other = capture(true, 60_000_000, PACKETS);
    Path first = captures.resolve("a.pcap");
    Path second = captures.resolve("b.pcapng");
    int kills = 8;
    for (int i = 1; i <= kills; i++) {
      append(first, one, size(first), one.length * i / kills);
      if (i > 2) {
        append(second, other, size(second), other.length * i / kills);
      }
      try (Spool spool = spool(10_000)) {
        SourceSpool kept = spool.source("cap", PacketMessages.NAME);
        try (Collector collector = collector(spool)) {
          if (i % 3 == 0) {
            // Publishes what waits; its end is an orderly one.
            collector.start();
          }
          FollowSource source = new FollowSource(collector.tally(kept), kept, captures, LOOK);
          source.start();
          pause(30 + random.nextInt(60));
          source.close();
        }
      }
      tear(random);
    }
    try (Spool spool = spool(50);
        Collector collector = collector(spool)) {
      follow(collector, spool, captures);
      collector.start();
      await(() -> packets() >= 2 * PACKETS);
    }
    assertThat(packets()).isEqualTo(2 * PACKETS);
    assertThat(count("select count(*) from dns where rcode is not null")).isEqualTo(PACKETS);
  }

  /** Cuts the newest segment as a kill in the middle of a write does. */
  private void tear(SplittableRandom random) throws IOException {
    try (Spool spool = spool(10_000)) {
      List<Segment> segments = spool.source("cap", PacketMessages.NAME).closed();
      if (!segments.isEmpty()) {
        Segment newest = segments.getLast();
        byte[] bytes = Files.readAllBytes(newest.path());
        int kept = bytes.length - random.nextInt(bytes.length);
        Files.write(newest.path(), Arrays.copyOf(bytes, kept));
      }
    }
  }

  /** Queries and their responses in turn, each pair from a port of its own. */
  private static byte[] capture(boolean isPcapng, long afterMicros, int packets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(CaptureBytes.head(isPcapng));
    for (int i = 0; i < packets; i++) {
      int port = 40_000 + i / 2;
      byte[] packet =
          i % 2 == 0
              ? CaptureBytes.udp(port, 53, false, CaptureBytes.dns(i / 2, 0x0100))
              : CaptureBytes.udp(53, port, true, CaptureBytes.dns(i / 2, 0x8180));
      out.writeBytes(CaptureBytes.record(isPcapng, afterMicros + i * 10_000L, packet));
    }
    return out.toByteArray();
  }

  private static void append(Path file, byte[] all, int from, int to) throws IOException {
    byte[] part = Arrays.copyOfRange(all, from, to);
    Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static int size(Path file) throws IOException {
    return Files.exists(file) ? (int) Files.size(file) : 0;
  }

  private static void follow(Collector collector, Spool spool, Path path) throws IOException {
    SourceSpool kept = spool.source("cap", PacketMessages.NAME);
    collector.add(new FollowSource(collector.tally(kept), kept, path, LOOK));
  }

  private static long messages(Collector collector) {
    return collector.statuses().getFirst().counts().messages();
  }

  private long packets() {
    return count("select coalesce(sum(packets + coalesce(reverse_packets, 0)), 0) from flow");
  }

  private long answered() {
    return count("select count(*) from dns where rcode is not null");
  }

  private long count(String sql) {
    try (Search search = lake.search();
        SearchRows rows = search.query(sql, null)) {
      return ((Number) Objects.requireNonNull(Objects.requireNonNull(rows.next())[0])).longValue();
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time").isLessThan(end);
      pause(30);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Collector collector(Spool spool) {
    return new Collector(
        lake,
        spool,
        new Quarantine(folder.resolve("quarantine")),
        List.of(PacketMessages.kind(EnumSet.allOf(TelemetryKind.class))),
        InstantSource.system());
  }

  private Spool spool(long segmentMillis) throws IOException {
    SpoolSettings settings = SpoolSettings.in(folder.resolve("spool"));
    return Spool.open(
        settings.withSegments(20_000, Duration.ofMillis(segmentMillis)), InstantSource.system());
  }
}
