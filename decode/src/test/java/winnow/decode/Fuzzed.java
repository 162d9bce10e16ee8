// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import winnow.schema.TelemetryRecord;

/**
 * What must hold of reading any bytes: nothing is thrown, what is told of them makes sense, and no
 * more memory is allocated than so many bytes for a decoder, for each byte of the input, and for
 * each thing that is told. What a decoder retains is part of what it allocates.
 */
public final class Fuzzed implements DecodeSink {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** While it fuzzes, Jazzer copies the texts that are compared. */
  private static final int LENIENCY = Boolean.getBoolean("winnow.fuzzing") ? 16 : 1;

  private static final long BYTES_OF_DECODER = 4 << 20;
  private static final long BYTES_PER_INPUT_BYTE = 256;
  private static final long BYTES_PER_OUTCOME = 8 << 10;

  /** When a class is loaded meanwhile, or hooked into, that is allocated too. */
  private static final int TRIES = 5;

  private static final int MAX_DETAIL_CHARS = 4096;

  private final long inputBytes;
  private long records;
  private long rejections;
  private long skipped;

  private Fuzzed(long inputBytes) {
    this.inputBytes = inputBytes;
  }

  /** Reads an input once, and tells the sink of it. */
  @FunctionalInterface
  public interface Reading {
    /** Reads it; to be repeated at will. */
    void read(Fuzzed sink) throws IOException;
  }

  /** Does {@code reading}, of {@code inputBytes}. */
  public static void observe(long inputBytes, Reading reading) {
    observe(inputBytes, BYTES_OF_DECODER, reading);
  }

  /** The same where a decoder takes {@code bytesOfDecoder}, whatever the input. */
  public static void observe(long inputBytes, long bytesOfDecoder, Reading reading) {
    String excess = excess(inputBytes, bytesOfDecoder, reading);
    for (int i = 1; i < TRIES && !excess.isEmpty(); i++) {
      excess = excess(inputBytes, bytesOfDecoder, reading);
    }
    if (!excess.isEmpty()) {
      throw new AssertionError(excess);
    }
  }

  private static String excess(long inputBytes, long bytesOfDecoder, Reading reading) {
    Fuzzed sink = new Fuzzed(inputBytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reading.read(sink);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    long allowed =
        LENIENCY
            * (bytesOfDecoder
                + BYTES_PER_INPUT_BYTE * inputBytes
                + BYTES_PER_OUTCOME * sink.outcomes());
    String excess = "%d bytes allocated for an input of %d bytes and %d outcomes, more than %d";
    return allocated <= allowed
        ? ""
        : excess.formatted(allocated, inputBytes, sink.outcomes(), allowed);
  }

  /** How many records, rejections and skipped things there were. */
  public long outcomes() {
    return records + rejections + skipped;
  }

  /** How many records there were. */
  public long records() {
    return records;
  }

  /** How many rejections there were. */
  public long rejections() {
    return rejections;
  }

  @Override
  public void accept(TelemetryRecord record) {
    records++;
  }

  @Override
  public void reject(Rejection rejection) {
    rejections++;
    if (rejection.offset() < 0
        || rejection.offset() > inputBytes
        || rejection.detail().isBlank()
        || rejection.detail().length() > MAX_DETAIL_CHARS) {
      assertThat(rejection.offset()).isBetween(0L, inputBytes);
      assertThat(rejection.detail()).isNotBlank().hasSizeLessThanOrEqualTo(MAX_DETAIL_CHARS);
    }
  }

  @Override
  public void skip(SkipReason reason, long count) {
    assertThat(count).as(reason.name()).isPositive();
    skipped += count;
  }
}
