// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spool of one source: a segment that grows, and closed ones in order. Thread-safe. */
public final class SourceSpool implements SpoolSink {
  private static final Logger LOG = LoggerFactory.getLogger(SourceSpool.class);
  private static final int SINGLE_MESSAGE_BYTES = FrameBatch.MAX_MESSAGE_BYTES + Frame.PAYLOAD;

  private final Path folder;
  private final SegmentHeader header;
  private final SpoolSettings settings;
  private final Quota quota;
  private final InstantSource clock;
  private final Arrivals arrivals = new Arrivals();
  private final SegmentIds ids;
  private final Deque<Segment> closed = new ArrayDeque<>();
  private final StateFiles states;
  private @Nullable SegmentFile open;
  private @Nullable FrameBatch single;
  private @Nullable Trouble trouble;

  /**
   * What is wrong.
   *
   * @param why why messages cannot be kept
   * @param drops whether some were dropped for it; else all who sent any can wait
   */
  private record Trouble(String why, boolean drops) {
    @Override
    public String toString() {
      return why + ": messages " + (drops ? "are dropped" : "wait");
    }
  }

  SourceSpool(
      Path folder, SegmentHeader header, SpoolSettings settings, Quota quota, InstantSource clock) {
    this.folder = folder;
    this.header = header;
    this.settings = settings;
    this.quota = quota;
    this.clock = clock;
    ids = new SegmentIds(clock);
    states = new StateFiles(folder);
  }

  /** Takes over what an earlier process left. */
  synchronized void recover() throws IOException {
    for (Segment segment : StoredSegments.recover(folder)) {
      ids.seen(segment.id());
      quota.found(segment.sizeBytes());
      closed.add(segment);
    }
    String state = states.newest();
    if (state != null) {
      ids.seen(state);
    }
  }

  /** Name of the source. */
  public String name() {
    return header.source();
  }

  /** What decodes its messages. */
  public String kind() {
    return header.kind();
  }

  /** What arrived. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /** What decoders remember between segments. */
  public StateFiles states() {
    return states;
  }

  @Override
  public synchronized boolean append(FrameBatch batch) {
    boolean kept = keep(batch, true);
    if (!kept) {
      arrivals.dropped(batch.messages());
      batch.clear();
    }
    return kept;
  }

  /**
   * Keeps all messages of {@code batch} and clears it; for those who can wait and try again.
   *
   * @return false when there is no room for them now, or the disk is full: they are in the batch
   *     still, and count as nothing
   */
  public synchronized boolean tryAppend(FrameBatch batch) {
    return keep(batch, false);
  }

  /** The same with one message, whose bytes stay as they are. */
  public synchronized boolean tryAppend(
      @Nullable Sender sender, long receivedMicros, ByteBuffer message) {
    FrameBatch batch = single();
    batch.add(sender, receivedMicros, message.duplicate());
    return tryAppendSingle(batch);
  }

  /** The same with the beginning or the end of a connection. */
  public synchronized boolean tryBoundary(Sender connection, long atMicros) {
    FrameBatch batch = single();
    batch.boundary(connection, atMicros);
    return tryAppendSingle(batch);
  }

  private boolean tryAppendSingle(FrameBatch batch) {
    boolean kept = tryAppend(batch);
    batch.clear();
    return kept;
  }

  @Override
  public synchronized boolean append(
      @Nullable Sender sender, long receivedMicros, ByteBuffer message) {
    FrameBatch batch = single();
    batch.add(sender, receivedMicros, message);
    return append(batch);
  }

  @Override
  public synchronized boolean boundary(Sender connection, long atMicros) {
    FrameBatch batch = single();
    batch.boundary(connection, atMicros);
    return append(batch);
  }

  private FrameBatch single() {
    FrameBatch batch = single;
    if (batch == null) {
      batch = new FrameBatch(SINGLE_MESSAGE_BYTES, FrameBatch.MAX_MESSAGE_BYTES);
      single = batch;
    }
    return batch;
  }

  /** Keeps and clears {@code batch}; or leaves it, and says why, and whether that drops it. */
  private boolean keep(FrameBatch batch, boolean drops) {
    int bytes = batch.bytes();
    if (bytes > 0 && !quota.take(bytes)) {
      return troubled("the spool holds its quota of " + quota.mostBytes() + " bytes", drops);
    }
    try {
      write(batch);
      return true;
    } catch (IOException e) {
      quota.release(bytes);
      return troubled("the spool cannot be written: " + e.getMessage(), drops);
    }
  }

  private void write(FrameBatch batch) throws IOException {
    if (batch.bytes() > 0) {
      SegmentFile file = open();
      file.write(batch.content());
      closeIfFull(file);
    }
    if (batch.messages() > 0) {
      long now = SegmentIds.micros(clock.instant());
      arrivals.kept(batch.messages(), batch.messageBytes(), now);
    }
    batch.clear();
  }

  /** Whether or not it can be closed, its messages are on disk. */
  private void closeIfFull(SegmentFile file) {
    if (file.bytes() >= settings.segmentBytes()) {
      try {
        close();
      } catch (IOException e) {
        LOG.error("source {}: a segment cannot be closed; it comes in after a restart", name(), e);
      }
    }
  }

  /**
   * Says once that something is wrong until it is right again, and once more when messages begin to
   * be dropped for it; the counters tell how many.
   */
  private boolean troubled(String why, boolean drops) {
    Trouble before = trouble;
    trouble = new Trouble(why, drops || (before != null && before.drops));
    if (before == null || drops && !before.drops) {
      LOG.error("source {}: {}", name(), trouble);
    }
    return false;
  }

  /**
   * Looks, while something is wrong, whether it is right again: half of the quota is free, and a
   * message of the greatest length can be written beside the segments. One that happens to be kept
   * while little is free proves nothing, since the next may not be.
   */
  public synchronized void retry() {
    if (trouble == null || quota.held() > quota.mostBytes() / 2) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path probe = folder.resolve("room.tmp");
      try {
        Files.write(probe, new byte[SINGLE_MESSAGE_BYTES]);
      } finally {
        Files.deleteIfExists(probe);
      }
      LOG.warn("source {}: messages are kept again", name());
      trouble = null;
    } catch (IOException e) {
      LOG.debug("source {}: there is no room yet", name(), e);
    }
  }

  private SegmentFile open() throws IOException {
    SegmentFile file = open;
    if (file != null && !file.isOpen()) {
      close();
      file = null;
    }
    if (file == null) {
      long now = SegmentIds.micros(clock.instant());
      file = SegmentFile.begin(folder, ids.next(), now, header);
      quota.found(file.bytes());
      open = file;
    }
    return file;
  }

  private void close() throws IOException {
    SegmentFile file = open;
    if (file != null) {
      open = null;
      // What is read at once needs no disk; what waits shall survive a power cut.
      closed.add(file.close(!closed.isEmpty()));
    }
  }

  /** Why messages are being dropped, or wait; null while they are kept. */
  public synchronized @Nullable String trouble() {
    return trouble == null ? null : trouble.toString();
  }

  /** Closes the segment that grows if it is as old as {@code age}. */
  public synchronized void closeOlderThan(Duration age) throws IOException {
    SegmentFile file = open;
    if (file != null) {
      long ageMicros = SegmentIds.micros(clock.instant()) - file.begunMicros();
      // A clock that was set back would keep a segment open for long.
      if (ageMicros < 0 || ageMicros >= age.toNanos() / 1000) {
        close();
      }
    }
  }

  /** The oldest closed segment; null when there is none. */
  public synchronized @Nullable Segment oldest() {
    return closed.peek();
  }

  /** The closed segments, the oldest first. */
  public synchronized List<Segment> closed() {
    return List.copyOf(closed);
  }

  /** Closed segments that wait. */
  public synchronized int waiting() {
    return closed.size();
  }

  /** Bytes that wait: of closed segments and of the one that grows. */
  public synchronized long waitingBytes() {
    long bytes = open == null ? 0 : open.bytes();
    for (Segment segment : closed) {
      bytes += segment.sizeBytes();
    }
    return bytes;
  }

  /** Deletes the oldest segment, whose messages are in the lake now. */
  public synchronized void remove(Segment segment) throws IOException {
    requireOldest(segment);
    Files.deleteIfExists(segment.path());
    closed.remove();
    quota.release(segment.sizeBytes());
  }

  /** Moves the oldest segment to {@code to}, out of the spool's sight. */
  public synchronized void setAside(Segment segment, Path to) throws IOException {
    requireOldest(segment);
    Files.createDirectories(to);
    Files.move(segment.path(), to.resolve(name() + "-" + segment.id()));
    closed.remove();
    quota.release(segment.sizeBytes());
  }

  private void requireOldest(Segment segment) {
    if (!segment.equals(closed.peek())) {
      throw new IllegalArgumentException(segment.path() + " is not the oldest segment");
    }
  }
}
