// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.schema.TelemetryRecord;

/**
 * A capture file that may be growing still, and how much of it was taken. It is read through one
 * open file, so that what a writer adds after it gave the file another name is found too. One
 * thread.
 */
final class GrowingCapture implements AutoCloseable {
  /** Takes the pieces of captures. */
  interface Taker {
    /** A packet before which {@code number} pieces came; false when it cannot be taken now. */
    boolean packet(CaptureId from, long number, PacketView packet);

    /** Something that no packet was found in. */
    boolean rejection(CaptureId from, long number, Rejection rejection);
  }

  private final FileChannel file;
  private final CaptureReader reader;
  private final String fileKey;
  private final Path path;
  private final Taker taker;
  private final PacketView packet = new PacketView();
  private @Nullable CaptureId id;
  private long taken;
  private long found;
  private boolean isRefused;

  private GrowingCapture(FileChannel file, String fileKey, Path path, Taker taker) {
    this.file = file;
    this.fileKey = fileKey;
    this.path = path;
    this.taker = taker;
    reader = CaptureReader.growing(Channels.newInputStream(file), new Rejections());
  }

  /** Rejections are pieces too. */
  private final class Rejections implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      throw new IllegalStateException("a reader of packets makes no records");
    }

    @Override
    public void reject(Rejection rejection) {
      piece(from -> taker.rejection(from, taken, rejection));
    }

    @Override
    public void skip(SkipReason reason, long count) {}
  }

  /** Says whether a piece could be taken. */
  @FunctionalInterface
  private interface Taking {
    boolean take(CaptureId from);
  }

  /**
   * Opens the capture at {@code path}.
   *
   * @param progress how much was taken of captures before
   * @return null when it is none, or too little of it is there to tell
   */
  static @Nullable GrowingCapture open(
      Path path, String fileKey, CaptureProgress progress, Taker taker) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      if (isCapture(file)) {
        GrowingCapture capture = new GrowingCapture(file, fileKey, path, taker);
        capture.id = progress.find(file, fileKey, path);
        capture.taken = capture.id == null ? 0 : progress.taken(capture.id);
        return capture;
      }
      file.close();
      return null;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isCapture(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4);
    return file.read(head, 0) == head.capacity()
        && (CaptureReader.isPcap(head.array()) || CaptureReader.isPcapng(head.array()));
  }

  /** Which capture it is; null before anything was taken of it, as only that tells. */
  @Nullable CaptureId id() {
    return id;
  }

  /** How many pieces were taken. */
  long taken() {
    return taken;
  }

  /** Whether the file holds what was read, and maybe more, and no other capture instead. */
  boolean isUnchanged() throws IOException {
    return file.size() >= reader.offset() && (id == null || id.isHeadOf(file));
  }

  /** Whether all that is there was read: no packet is cut. */
  boolean isWhole() throws IOException {
    return reader.hasEnded() || file.size() == reader.offset();
  }

  /**
   * Takes the next piece, if it is there whole.
   *
   * @return false when there is none now, or it cannot be taken
   */
  boolean takeNext() throws IOException {
    if (isRefused || !reader.next(packet)) {
      return false;
    }
    piece(from -> taker.packet(from, taken, packet));
    return !isRefused;
  }

  /** Whether a piece could not be taken: it has to be opened anew. */
  boolean isRefused() {
    return isRefused;
  }

  /** Takes what is left of a packet that will never be whole. */
  void finish() {
    reader.finish();
  }

  private void piece(Taking taking) {
    found++;
    if (found > taken && !isRefused) {
      isRefused = !taking.take(named());
      if (!isRefused) {
        taken = found;
      }
    }
  }

  private CaptureId named() {
    CaptureId known = id;
    if (known == null) {
      try {
        known = CaptureId.of(file, fileKey, path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      id = known;
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
