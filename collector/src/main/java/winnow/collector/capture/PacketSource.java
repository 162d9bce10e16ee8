// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.EndOfThread;
import winnow.collector.live.LiveSource;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.FrameBatch;
import winnow.collector.spool.SpoolSink;

/**
 * Packets of a network interface. When the interface goes away, as a cable adapter that is pulled,
 * it is tried again until it is back.
 */
public final class PacketSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(PacketSource.class);
  private static final int BATCH_BYTES = 1 << 20;
  private static final long BATCH_MICROS = 20_000;
  private static final long LAST_NANOS = Duration.ofMillis(500).toNanos();
  private static final long LOST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final SourceTally tally;
  private final SpoolSink spool;
  private final CaptureSettings settings;
  private final FrameBatch batch;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable LiveCapture first;
  private long batchSinceMicros;
  private long lostBefore;
  private long lostAskedNanos = System.nanoTime();
  private volatile long lost;
  private volatile @Nullable String trouble;

  /** A source that keeps packets in {@code spool}, as {@link PacketMessages}. */
  public PacketSource(SourceTally tally, SpoolSink spool, CaptureSettings settings) {
    this.tally = tally;
    this.spool = spool;
    this.settings = settings;
    batch = new FrameBatch(BATCH_BYTES, PacketFrames.HEADER_BYTES + settings.snapLength());
    thread =
        Thread.ofPlatform()
            .name("winnow-capture-" + tally.name())
            .priority(Thread.MAX_PRIORITY)
            .unstarted(this::run);
  }

  @Override
  public SourceTally tally() {
    return tally;
  }

  @Override
  public String endpoint() {
    String filter = settings.filter() == null ? "" : ": " + settings.filter();
    return "interface " + settings.interfaceName() + filter;
  }

  @Override
  public void start() throws IOException {
    first = settings.open();
    thread.start();
  }

  @Override
  public long lostMessages() {
    return lost;
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  private void run() {
    LiveCapture capture = first;
    while (capture != null) {
      try (LiveCapture open = capture) {
        take(open);
      } catch (CaptureUnavailableException | RuntimeException e) {
        LOG.error("source {}: its capture broke off and is tried again", tally.name(), e);
        trouble = String.valueOf(e.getMessage());
      }
      flush();
      spool.append(null, nowMicros(), PacketFrames.end());
      lostBefore = lost;
      capture = again();
    }
  }

  /** Captures anew, as soon as that is possible; null when it shall not. */
  private @Nullable LiveCapture again() {
    while (!awaitClosing(PAUSE)) {
      try {
        LiveCapture capture = settings.open();
        LOG.warn("source {}: packets are captured again", tally.name());
        trouble = null;
        return capture;
      } catch (CaptureUnavailableException e) {
        trouble = String.valueOf(e.getMessage());
      }
    }
    return null;
  }

  private boolean awaitClosing(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Takes packets until the source is closed, and then those that wait. */
  private void take(LiveCapture capture) throws CaptureUnavailableException {
    while (closing.getCount() > 0) {
      takeBatch(capture);
    }
    long until = System.nanoTime() + LAST_NANOS;
    while (takeBatch(capture) && System.nanoTime() < until) {
      // There is more.
    }
    lost = lostBefore + capture.lostPackets();
  }

  /**
   * Fills a batch with what is there, keeps it, and tells whether that was anything; waits when
   * nothing is.
   */
  private boolean takeBatch(LiveCapture capture) throws CaptureUnavailableException {
    boolean any = capture.next();
    batchSinceMicros = capture.timeMicros();
    for (boolean more = any; more; more = batch.hasRoom() && !isOld(capture) && capture.poll()) {
      ByteBuffer slot = batch.slot();
      PacketFrames.putHeader(slot, capture.linkType(), capture.originalLength());
      capture.copyTo(slot);
      batch.end(null, capture.timeMicros());
    }
    flush();
    long now = System.nanoTime();
    if (now - lostAskedNanos >= LOST_NANOS) {
      lost = lostBefore + capture.lostPackets();
      lostAskedNanos = now;
    }
    return any;
  }

  private boolean isOld(LiveCapture capture) {
    return capture.timeMicros() - batchSinceMicros >= BATCH_MICROS;
  }

  private void flush() {
    if (batch.messages() > 0) {
      spool.append(batch);
    }
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Stops, once what was captured by now is in the spool. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    EndOfThread.await(thread);
  }
}
