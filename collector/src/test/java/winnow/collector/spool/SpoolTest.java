// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.schema.IpAddress;

class SpoolTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-02T10:15:00Z"));
  private static final Sender SENDER = new Sender(IpAddress.parse("192.0.2.7"), 50_000);

  @TempDir Path folder;

  @Test
  void givesBackWhatItWasGivenInOrder() throws IOException {
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      FrameBatch batch = new FrameBatch(4096, 1000);
      batch.add(SENDER, 1, bytes("one"));
      batch.add(null, 2, bytes(""));
      assertThat(source.append(batch)).isTrue();
      assertThat(source.append(new Sender(IpAddress.parse("2001:db8::7"), 65_535), 3, bytes("3")))
          .isTrue();
      source.closeOlderThan(Duration.ZERO);

      Segment segment = Objects.requireNonNull(source.oldest());
      assertThat(segment.id()).isEqualTo("20260302T101500.000000");
      try (SegmentReader reader = SegmentReader.open(segment)) {
        assertThat(reader.header()).isEqualTo(new SegmentHeader("edge", "lines"));
        assertThat(read(reader))
            .containsExactly("192.0.2.7:50000 1 one", "nobody 2 ", "2001:db8::7:65535 3 3");
        assertThat(reader.tornBytes()).isZero();
      }
      assertThat(source.arrivals().messages()).isEqualTo(3);
    }
  }

  @Test
  void givesWholeMessagesOfASegmentCutAnywhere() throws IOException {
    Segment whole = segment("first", "second", "third");
    byte[] content = Files.readAllBytes(whole.path());
    for (int length = 0; length < content.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(content, length);
      Segment segment = new Segment(Files.write(folder.resolve("cut"), cut), "cut", length);
      try (SegmentReader reader = SegmentReader.open(segment)) {
        List<String> read = read(reader);
        List<String> all = List.of("nobody 0 first", "nobody 1 second", "nobody 2 third");
        assertThat(read).isEqualTo(all.subList(0, read.size()));
        assertThat(read).hasSizeLessThan(3);
      }
    }
  }

  @Test
  void believesNoMessageThatDiffersInAByte() throws IOException {
    Segment whole = segment("first", "second");
    byte[] content = Files.readAllBytes(whole.path());
    int start = new SegmentHeader("edge", "lines").toBytes().length;
    for (int at = start; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x40;
      Segment segment =
          new Segment(Files.write(folder.resolve("damaged"), damaged), "d", damaged.length);
      try (SegmentReader reader = SegmentReader.open(segment)) {
        List<String> read = read(reader);
        assertThat(read).isEqualTo(List.of("nobody 0 first").subList(0, read.size()));
        assertThat(reader.tornBytes()).isPositive();
      }
    }
  }

  @Test
  void dropsAndCountsBeyondItsQuotaUntilThereIsRoomAgain() throws IOException {
    try (Spool spool = open(200)) {
      SourceSpool source = spool.source("edge", "lines");
      assertThat(source.append(null, 1, bytes("x".repeat(100)))).isTrue();
      assertThat(source.append(null, 2, bytes("x".repeat(100)))).isFalse();
      assertThat(source.trouble())
          .isEqualTo("the spool holds its quota of 200 bytes: messages are dropped");
      assertThat(source.arrivals().messages()).isEqualTo(1);
      assertThat(source.arrivals().droppedMessages()).isEqualTo(1);

      source.closeOlderThan(Duration.ZERO);
      source.remove(Objects.requireNonNull(source.oldest()));
      assertThat(spool.heldBytes()).isZero();
      assertThat(source.append(null, 3, bytes("x".repeat(100)))).isTrue();
    }
  }

  @Test
  void keepsABatchForWhoeverCanWaitAndCountsNothingDropped() throws IOException {
    try (Spool spool = open(300)) {
      SourceSpool source = spool.source("edge", "lines");
      FrameBatch batch = new FrameBatch(4096, 1000);
      ByteBuffer message = bytes("x".repeat(100));
      assertThat(source.tryAppend(SENDER, 1, message)).isTrue();
      assertThat(message.remaining()).isEqualTo(100);
      batch.add(SENDER, 2, message.duplicate());
      batch.add(SENDER, 3, message.duplicate());
      assertThat(source.tryAppend(batch)).isFalse();
      assertThat(batch.messages()).isEqualTo(2);
      assertThat(source.trouble())
          .isEqualTo("the spool holds its quota of 300 bytes: messages wait");
      long held = spool.heldBytes();
      assertThat(source.tryAppend(SENDER, 4, bytes("x".repeat(300)))).isFalse();
      assertThat(spool.heldBytes()).isEqualTo(held);

      source.closeOlderThan(Duration.ZERO);
      source.remove(Objects.requireNonNull(source.oldest()));
      assertThat(source.tryAppend(batch)).isTrue();
      assertThat(batch.messages()).isZero();
      assertThat(source.arrivals().messages()).isEqualTo(3);
      assertThat(source.arrivals().droppedMessages()).isZero();
    }
  }

  @Test
  void tellsTheSameTroubleUntilHalfOfItsQuotaIsFreeThoughSomeIsKeptAndSomeWaits()
      throws IOException {
    try (Spool spool = open(300)) {
      SourceSpool source = spool.source("syslog", "lines");
      for (int i = 0; i < 2; i++) {
        assertThat(source.append(null, i, bytes("x".repeat(70)))).isTrue();
        source.closeOlderThan(Duration.ZERO);
      }
      assertThat(source.tryAppend(SENDER, 3, bytes("x".repeat(70)))).isFalse();
      String full = "the spool holds its quota of 300 bytes: messages ";
      assertThat(source.trouble()).isEqualTo(full + "wait");
      assertThat(source.append(null, 4, bytes("x".repeat(70)))).isFalse();
      assertThat(source.trouble()).isEqualTo(full + "are dropped");
      assertThat(source.tryAppend(SENDER, 5, bytes("x".repeat(70)))).isFalse();
      assertThat(source.trouble()).isEqualTo(full + "are dropped");

      source.remove(Objects.requireNonNull(source.oldest()));
      assertThat(source.tryAppend(SENDER, 6, bytes("x".repeat(70)))).isTrue();
      source.retry();
      assertThat(source.trouble()).as("one segment is free").isEqualTo(full + "are dropped");

      source.remove(Objects.requireNonNull(source.oldest()));
      source.retry();
      assertThat(source.trouble()).isNull();
      source.closeOlderThan(Duration.ZERO);
      assertThat(source.append(null, 7, bytes("x".repeat(70)))).isTrue();
      assertThat(source.tryAppend(SENDER, 8, bytes("x".repeat(70)))).isFalse();
      assertThat(source.trouble()).isEqualTo(full + "wait");
    }
  }

  @Test
  void isOutOfTroubleAsSoonAsThereIsRoomThoughNothingMoreComes() throws IOException {
    try (Spool spool = open(200)) {
      SourceSpool full = spool.source("edge", "lines");
      SourceSpool other = spool.source("core", "lines");
      full.append(null, 1, bytes("x".repeat(100)));
      assertThat(full.append(null, 2, bytes("x".repeat(100)))).isFalse();
      assertThat(other.append(null, 2, bytes("x".repeat(100)))).isFalse();
      full.retry();
      other.retry();
      assertThat(full.trouble()).isNotNull();
      assertThat(other.trouble()).isNotNull();

      full.closeOlderThan(Duration.ZERO);
      full.remove(Objects.requireNonNull(full.oldest()));
      full.retry();
      other.retry();
      assertThat(full.trouble()).isNull();
      assertThat(other.trouble()).as("the room is that of all").isNull();
      assertThat(full.arrivals().droppedMessages()).isEqualTo(1);
    }
  }

  @Test
  void isOutOfTroubleAsSoonAsItsFolderCanBeWrittenThoughNothingMoreComes() throws IOException {
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      Path inTheWay = Files.createFile(folder.resolve("spool/edge"));
      assertThat(source.append(null, 1, bytes("gone"))).isFalse();
      source.retry();
      assertThat(source.trouble()).contains("cannot be written");

      Files.delete(inTheWay);
      source.retry();
      assertThat(source.trouble()).isNull();
      assertThat(folder.resolve("spool/edge")).isEmptyDirectory();
    }
  }

  @Test
  void findsWhatAnEarlierProcessLeft() throws IOException {
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      source.append(null, 1, bytes("closed"));
      source.closeOlderThan(Duration.ZERO);
      source.append(null, 2, bytes("open"));
    }
    try (Spool spool = open(1 << 20)) {
      assertThat(spool.sources()).extracting(SourceSpool::name).containsExactly("edge");
      SourceSpool source = spool.source("edge", "lines");
      List<String> found = new ArrayList<>();
      for (Segment next = source.oldest(); next != null; next = source.oldest()) {
        try (SegmentReader reader = SegmentReader.open(next)) {
          found.addAll(read(reader));
        }
        source.remove(next);
      }
      assertThat(found).containsExactly("nobody 1 closed", "nobody 2 open");
      source.append(null, 3, bytes("new"));
      source.closeOlderThan(Duration.ZERO);
      assertThat(Objects.requireNonNull(source.oldest()).id())
          .as("later than all before, though the clock stands still")
          .isEqualTo("20260302T101500.000002");
    }
  }

  @Test
  void dropsNothingThatIsWrittenWhenItsSegmentCannotBeClosed() throws IOException {
    Path inTheWay = folder.resolve("spool/edge/20260302T101500.000000.segment");
    SpoolSettings small =
        SpoolSettings.in(folder.resolve("spool")).withSegments(64, Duration.ofSeconds(20));
    try (Spool spool = Spool.open(small, CLOCK)) {
      SourceSpool source = spool.source("edge", "lines");
      Files.createDirectories(inTheWay.resolve("kept"));
      assertThat(source.append(null, 1, bytes("x".repeat(100)))).isTrue();
      assertThat(source.append(null, 2, bytes("y"))).isTrue();
      assertThat(source.arrivals().messages()).isEqualTo(2);
      assertThat(source.arrivals().droppedMessages()).isZero();
    }
    Files.delete(inTheWay.resolve("kept"));
    Files.delete(inTheWay);
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      assertThat(source.closed()).hasSize(2);
      try (SegmentReader reader = SegmentReader.open(source.closed().getFirst())) {
        assertThat(read(reader)).containsExactly("nobody 1 " + "x".repeat(100));
      }
    }
  }

  @Test
  void isOfOneProcessAtATime() throws IOException {
    try (Spool spool = open(1 << 20)) {
      assertThat(spool.heldBytes()).isZero();
      assertThatThrownBy(() -> open(1 << 20))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the spool "
                  + folder.resolve("spool")
                  + " is in use by another winnow collect or serve, process "
                  + ProcessHandle.current().pid()
                  + ": stop that one, or give this one a spool of its own with --spool DIR");
    }
    open(1 << 20).close();
  }

  @Test
  void isInUseWhileItIsOpenAndCanBeOpenedAfterALook() throws IOException {
    Path place = folder.resolve("spool");
    assertThat(Spool.isInUse(place)).as("no spool is there").isFalse();
    try (Spool spool = open(1 << 20)) {
      assertThat(spool.heldBytes()).isZero();
      assertThat(Spool.isInUse(place)).isTrue();
    }
    assertThat(Spool.isInUse(place)).isFalse();
    open(1 << 20).close();
  }

  @Test
  void tellsWhoeverLooksWhatWaitsAndNothingElse() throws IOException {
    Path place = folder.resolve("spool");
    assertThat(SpoolBacklog.in(place)).isEqualTo(new SpoolBacklog(0, null));
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      source.append(null, 1, bytes("closed"));
      source.closeOlderThan(Duration.ZERO);
      source.append(null, 2, bytes("open"));
      assertThat(SpoolBacklog.in(place).bytes()).isEqualTo(spool.heldBytes()).isPositive();
      assertThat(SpoolBacklog.in(place).oldest()).isNotNull();

      source.closeOlderThan(Duration.ZERO);
      for (Segment next = source.oldest(); next != null; next = source.oldest()) {
        source.states().write(next, "lines", bytes("after it").array());
        source.remove(next);
      }
      assertThat(SpoolBacklog.in(place)).isEqualTo(new SpoolBacklog(0, null));
    }
  }

  @Test
  void refusesASourceWhoseNameIsNoFolder() throws IOException {
    try (Spool spool = open(1 << 20)) {
      assertThatThrownBy(() -> spool.source("../etc", "lines"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("source name \"../etc\"");
    }
  }

  @Test
  void keepsStatesUntilALaterOneHolds() throws IOException {
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      source.append(null, 1, bytes("1"));
      source.closeOlderThan(Duration.ZERO);
      source.append(null, 2, bytes("2"));
      source.closeOlderThan(Duration.ZERO);
      Segment first = Objects.requireNonNull(source.oldest());
      source.states().write(first, "lines", bytes("after first").array());
      assertThat(source.states().read("lines")).as("its segment is still there").isNull();
      source.remove(first);
      Segment second = Objects.requireNonNull(source.oldest());
      source.states().write(second, "lines", bytes("after second").array());
      assertThat(source.states().read("lines")).isEqualTo(bytes("after first").array());
      assertThat(source.states().read("other")).isNull();
      source.remove(second);
      source.states().forgetBefore(second);
      assertThat(source.states().read("lines")).isEqualTo(bytes("after second").array());
    }
  }

  private Segment segment(String... messages) throws IOException {
    try (Spool spool = open(1 << 20)) {
      SourceSpool source = spool.source("edge", "lines");
      for (int i = 0; i < messages.length; i++) {
        source.append(null, i, bytes(messages[i]));
      }
      source.closeOlderThan(Duration.ZERO);
      return Objects.requireNonNull(source.oldest());
    }
  }

  private Spool open(long quotaBytes) throws IOException {
    return Spool.open(SpoolSettings.in(folder.resolve("spool")).withQuota(quotaBytes), CLOCK);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static List<String> read(SegmentReader reader) throws IOException {
    List<String> messages = new ArrayList<>();
    for (SpooledMessage next = reader.next(); next != null; next = reader.next()) {
      Sender sender = next.sender();
      messages.add(
          (sender == null ? "nobody" : sender.address() + ":" + sender.port())
              + " "
              + next.receivedMicros()
              + " "
              + new String(next.bytes(), next.offset(), next.length(), UTF_8));
    }
    return messages;
  }
}
