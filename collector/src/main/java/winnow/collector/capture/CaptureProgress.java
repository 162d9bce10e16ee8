// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.SpooledMessage;

/**
 * How many pieces, packets and rejections, were taken of each capture that is followed. The spool
 * tells: the state after the segments that are in the lake, and the messages that wait. So what was
 * taken is known exactly, whatever ended the process that took it.
 */
final class CaptureProgress {
  private final Map<CaptureId, Long> taken = new LinkedHashMap<>();
  private @Nullable CaptureId current;

  /** What {@code spool} tells, of which nothing is being published. */
  static CaptureProgress of(SourceSpool spool) throws IOException {
    CaptureProgress progress = from(spool.states().read(PacketMessages.NAME));
    for (Segment segment : spool.closed()) {
      try (SegmentReader reader = SegmentReader.open(segment)) {
        for (SpooledMessage message = reader.next(); message != null; message = reader.next()) {
          progress.note(message);
        }
      }
    }
    return progress;
  }

  /** What {@link #toBytes} was made of; nothing when null. */
  static CaptureProgress from(byte @Nullable [] state) {
    CaptureProgress progress = new CaptureProgress();
    String text = state == null ? "" : new String(state, StandardCharsets.UTF_8);
    for (String line : text.split("\0", -1)) {
      int tab = line.indexOf('\t');
      CaptureId capture = CaptureId.parse(line.substring(tab + 1));
      if (tab > 0 && capture != null) {
        progress.current = capture;
        progress.taken.put(capture, Long.parseLong(line.substring(0, tab)));
      }
    }
    return progress;
  }

  /** Texts that end with a byte of zero: pieces taken, tab, capture; the current one last. */
  byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    taken.forEach(
        (capture, pieces) -> text.append(pieces).append('\t').append(capture.text()).append('\0'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether nothing was ever taken of a capture. */
  boolean isEmpty() {
    return taken.isEmpty();
  }

  /** Counts a message. */
  void note(SpooledMessage message) {
    switch (PacketFrames.what(message)) {
      case PacketFrames.FILE -> set(PacketFrames.capture(message), PacketFrames.taken(message));
      case PacketFrames.PACKET, PacketFrames.REJECTED -> {
        if (current != null) {
          taken.merge(current, 1L, Long::sum);
        }
      }
      default -> current = null;
    }
  }

  /** Notes that {@code pieces} of {@code capture} were taken, or that it is forgotten. */
  void set(@Nullable CaptureId capture, long pieces) {
    current = null;
    if (capture != null) {
      taken.remove(capture);
      if (pieces != PacketFrames.FORGOTTEN) {
        taken.put(capture, pieces);
        current = capture;
      }
    }
  }

  /** The captures of which something was taken. */
  Set<CaptureId> captures() {
    return Set.copyOf(taken.keySet());
  }

  /** How many pieces of {@code capture} were taken. */
  long taken(CaptureId capture) {
    return taken.getOrDefault(capture, 0L);
  }

  /** The capture in {@code file}, if it was taken from before. */
  @Nullable CaptureId find(FileChannel file, String fileKey, Path path) throws IOException {
    for (CaptureId capture : taken.keySet()) {
      if (capture.isIn(file, fileKey, path)) {
        return capture;
      }
    }
    return null;
  }
}
