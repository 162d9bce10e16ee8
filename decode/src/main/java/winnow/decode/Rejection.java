// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import winnow.schema.TelemetryRecord;

/**
 * Why a piece of input is not a record.
 *
 * @param reason the kind of trouble, for counting
 * @param offset byte offset in the (decompressed) input at which the bad piece starts
 * @param detail the thing, the place and the value, in one sentence
 */
public record Rejection(RejectReason reason, long offset, String detail) {
  /** The same, of an input in which it starts at {@code place}. */
  public Rejection at(long place) {
    return new Rejection(reason, place, detail);
  }

  /**
   * The decoder failed at a piece of input.
   *
   * @param what the piece
   */
  public static Rejection ofFailure(long offset, String what, RuntimeException cause) {
    return new Rejection(
        RejectReason.DECODER_FAILED, offset, "the decoder failed at " + what + ": " + cause);
  }

  /**
   * Its reason and detail, for {@link #parse}.
   *
   * @param input what the offset is in, which the detail is to name
   */
  public String text(String input) {
    return "%s\t%s (byte %d of %s)".formatted(reason.name(), detail, offset, input);
  }

  /**
   * The rejection of which {@link #text} tells, at another offset.
   *
   * @throws IllegalArgumentException when the text tells of none
   */
  public static Rejection parse(long offset, String text) {
    int tab = text.indexOf('\t');
    if (tab < 0) {
      throw new IllegalArgumentException("no rejection: " + text);
    }
    return new Rejection(
        RejectReason.valueOf(text.substring(0, tab)), offset, text.substring(tab + 1));
  }

  /** The rejection of {@code bytes} at the end of an input that are not whole. */
  public static Rejection ofTornEnd(long offset, long bytes) {
    String detail = "the last %d bytes are no whole message, as after a power cut";
    return new Rejection(RejectReason.TRUNCATED, offset, detail.formatted(bytes));
  }

  /**
   * The rejection of a record that is decoded well, and whose time is one of too many.
   *
   * @param most how many hours its exporter may have
   */
  public static Rejection ofWildTime(long offset, TelemetryRecord record, int most) {
    Instant time = Instant.EPOCH.plus(record.eventTimeMicros(), ChronoUnit.MICROS);
    String detail = "record of %s at %s: times of its exporter lie in more than %d other hours";
    return new Rejection(
        RejectReason.BAD_TIME, offset, detail.formatted(record.observer().exporter(), time, most));
  }
}
