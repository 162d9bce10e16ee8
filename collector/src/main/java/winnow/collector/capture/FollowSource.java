// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.EndOfThread;
import winnow.collector.live.LiveSource;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.FrameBatch;
import winnow.collector.spool.SourceSpool;
import winnow.decode.Rejection;
import winnow.decode.pcap.PacketView;

/**
 * Captures that a program is still writing, with all that it rotates to: their packets are taken
 * from the files as they come, in the order of the files' age, as if they came from an interface.
 * Each is taken once, whatever stops the collector: how many were taken of which capture is part of
 * what the spool keeps ({@link CaptureProgress}). A capture is known by its beginning; so a file
 * may be renamed, and one that is written over is another capture.
 */
public final class FollowSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(FollowSource.class);
  private static final int BATCH_BYTES = 2 << 20;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration ROOM = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** A file that is gone may be back, as on a file system that was not mounted for a moment. */
  private static final Duration FORGET = Duration.ofHours(1);

  private final SourceTally tally;
  private final SourceSpool spool;
  private final Path path;
  private final Duration look;
  private final FrameBatch batch = new FrameBatch(BATCH_BYTES, FrameBatch.MAX_MESSAGE_BYTES);
  private final Map<String, Followed> files = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private final GrowingCapture.Taker taker = new IntoBatch();
  private CaptureProgress progress = CaptureProgress.from(null);
  private volatile @Nullable String trouble;

  /** A source that keeps packets of the captures at {@code path} in {@code spool}. */
  public FollowSource(SourceTally tally, SourceSpool spool, Path path) {
    this(tally, spool, path, LOOK);
  }

  /** The same, which looks for what is new every {@code look}. */
  FollowSource(SourceTally tally, SourceSpool spool, Path path, Duration look) {
    this.look = look;
    this.tally = tally;
    this.spool = spool;
    this.path = path.toAbsolutePath().normalize();
    thread = Thread.ofPlatform().name("winnow-follow-" + tally.name()).unstarted(this::run);
  }

  /** A file, how it looked when it was last read, and since when it has not changed. */
  private static final class Followed {
    private @Nullable CaptureFile seen;
    private @Nullable GrowingCapture capture;
    private @Nullable CaptureId id;
    private long changedNanos = System.nanoTime();

    boolean isQuietFor(Duration time) {
      return System.nanoTime() - changedNanos >= time.toNanos();
    }

    void close() throws IOException {
      if (capture != null) {
        capture.close();
        capture = null;
      }
    }
  }

  /** Puts pieces of captures into the batch, behind a message that says whose they are. */
  private final class IntoBatch implements GrowingCapture.Taker {
    @Override
    public boolean packet(CaptureId from, long number, PacketView packet) {
      if (!makeRoom(from, number)) {
        return false;
      }
      ByteBuffer slot = batch.slot();
      PacketFrames.putHeader(slot, packet.linkType(), packet.wireLength());
      int length = Math.min(packet.capturedLength(), PacketFrames.MOST_PACKET_BYTES);
      slot.put(packet.bytes(), packet.capturedStart(), length);
      batch.end(null, packet.timestampMicros());
      return true;
    }

    @Override
    public boolean rejection(CaptureId from, long number, Rejection rejection) {
      if (!makeRoom(from, number)) {
        return false;
      }
      PacketFrames.putRejection(batch.slot(), from, rejection);
      batch.end(null, nowMicros());
      return true;
    }

    private boolean makeRoom(CaptureId from, long number) {
      if (!batch.hasRoom()) {
        if (!flush()) {
          return false;
        }
        progress.set(from, number);
      }
      if (batch.messages() == 0) {
        PacketFrames.putFile(batch.slot(), from, number);
        batch.end(null, nowMicros());
      }
      return true;
    }
  }

  @Override
  public SourceTally tally() {
    return tally;
  }

  @Override
  public String endpoint() {
    return "captures " + path;
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void start() throws IOException {
    Path parent = path.getParent();
    if (!Files.exists(path) && (parent == null || !Files.isDirectory(parent))) {
      throw new NoSuchFileException(path + " is no file or folder that can be followed");
    }
    progress = CaptureProgress.of(spool);
    thread.start();
  }

  private void run() {
    Duration pause = Duration.ZERO;
    while (!awaitClosing(pause)) {
      try {
        boolean isTaken = lookAtAll();
        pause = isTaken ? look : RETRY;
        if (isTaken) {
          trouble = null;
          noteMissing();
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("source {}: {} cannot be followed and is tried again", tally.name(), path, e);
        trouble = e.toString();
        pause = RETRY;
        startOver();
      }
    }
    startOver();
    spool.append(null, nowMicros(), PacketFrames.end());
  }

  /** Forgets what is not in the spool; it is read again. */
  private void startOver() {
    batch.clear();
    for (Followed file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.debug("{}: closing", path, e);
      }
      file.seen = null;
    }
  }

  /** Takes what is new of all files; false when the spool cannot take it. */
  private boolean lookAtAll() throws IOException {
    Map<String, Followed> gone = new HashMap<>(files);
    for (CaptureFile found : CaptureFile.at(path)) {
      gone.remove(found.key());
      Followed file = files.computeIfAbsent(found.key(), key -> new Followed());
      if (!look(found, file)) {
        return false;
      }
    }
    for (Map.Entry<String, Followed> file : gone.entrySet()) {
      if (!lookForTheLastTime(file.getKey(), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Captures that were taken of before and are in no file now are forgotten in time. */
  private void noteMissing() {
    Set<CaptureId> missing = new HashSet<>(progress.captures());
    files.values().forEach(file -> missing.remove(file.id));
    for (CaptureId id : missing) {
      Followed file = new Followed();
      file.id = id;
      files.put(id.text(), file);
    }
  }

  private boolean look(CaptureFile found, Followed file) throws IOException {
    if (file.seen != null && found.looksLike(file.seen)) {
      if (file.isQuietFor(QUIET) && file.capture != null && file.capture.isWhole()) {
        file.close();
      }
      return true;
    }
    file.changedNanos = System.nanoTime();
    if (file.capture != null && !file.capture.isUnchanged()) {
      if (!end(file)) {
        return false;
      }
      forget(file);
    }
    if (file.capture == null) {
      open(found, file);
    }
    boolean isTaken = take(file);
    if (isTaken) {
      file.seen = found;
    }
    return isTaken;
  }

  private void open(CaptureFile found, Followed file) throws IOException {
    try {
      file.capture = GrowingCapture.open(found.path(), found.key(), progress, taker);
    } catch (NoSuchFileException | AccessDeniedException e) {
      LOG.warn("source {}: {} cannot be read", tally.name(), found.path(), e);
    }
    CaptureId id = file.capture == null ? file.id : file.capture.id();
    if (file.id != null && !file.id.equals(id)) {
      // It was written over while it was not open.
      forget(file);
    }
  }

  /** Takes what is new of a file; one that the spool cannot take it of is opened anew later. */
  private boolean take(Followed file) throws IOException {
    GrowingCapture capture = file.capture;
    if (capture == null) {
      return true;
    }
    while (closing.getCount() > 0 && capture.takeNext()) {
      // There is more.
    }
    return keep(file, capture);
  }

  private boolean keep(Followed file, GrowingCapture capture) throws IOException {
    boolean isKept = !capture.isRefused() && flush();
    file.id = capture.id();
    if (isKept && capture.id() != null) {
      progress.set(capture.id(), capture.taken());
    } else if (!isKept) {
      batch.clear();
      file.seen = null;
      file.close();
    }
    return isKept;
  }

  /** A file that was moved away or deleted: its writer may still be at it. */
  private boolean lookForTheLastTime(String key, Followed file) throws IOException {
    GrowingCapture capture = file.capture;
    long before = capture == null ? 0 : capture.taken();
    if (!take(file)) {
      return false;
    }
    if (capture != null && capture.taken() > before) {
      file.changedNanos = System.nanoTime();
    }
    if (file.isQuietFor(QUIET) && !end(file)) {
      return false;
    }
    if (file.isQuietFor(FORGET)) {
      files.remove(key);
      return forget(file);
    }
    return true;
  }

  /** Nothing more comes of a capture: what is left of a packet will never be whole. */
  private boolean end(Followed file) throws IOException {
    GrowingCapture capture = file.capture;
    if (capture == null) {
      return true;
    }
    capture.finish();
    boolean isKept = keep(file, capture);
    file.close();
    return isKept;
  }

  private boolean forget(Followed file) {
    CaptureId id = file.id;
    if (id == null) {
      return true;
    }
    file.id = null;
    if (files.values().stream().anyMatch(other -> id.equals(other.id))) {
      return true;
    }
    progress.set(id, PacketFrames.FORGOTTEN);
    PacketFrames.putFile(batch.slot(), id, PacketFrames.FORGOTTEN);
    batch.end(null, nowMicros());
    return flush();
  }

  /** Keeps the batch in the spool, when that has room; false when it could not be kept. */
  private boolean flush() {
    if (batch.messages() == 0) {
      return true;
    }
    while (!spool.tryAppend(batch)) {
      trouble = "the spool takes nothing; captures wait";
      if (awaitClosing(ROOM)) {
        return false;
      }
    }
    trouble = null;
    return true;
  }

  private boolean awaitClosing(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Stops; what was taken is in the spool. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    EndOfThread.await(thread);
  }
}
