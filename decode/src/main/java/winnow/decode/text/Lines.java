// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;

/** Hands an input on line by line, and turns what is wrong with a line into a rejection. */
public final class Lines {
  private Lines() {}

  /** Takes a line that is not blank. */
  @FunctionalInterface
  public interface Taker {
    /** Makes of {@code line} a record, or skips it; {@code line} is valid until the return. */
    void take(Slice line) throws BadValueException;
  }

  /**
   * Reads {@code input} to its end. Blank lines are skipped. A last line without its end that has
   * too few fields is cut off, not wrong.
   */
  public static void decode(InputStream input, DecodeSink sink, Taker taker) throws IOException {
    LineReader lines = new LineReader(input);
    while (next(lines, sink, taker)) {}
  }

  /** Reads one more line of {@code lines}, if there is one. */
  public static boolean next(LineReader lines, DecodeSink sink, Taker taker) throws IOException {
    if (!lines.next()) {
      return false;
    }
    if (lines.isTooLong()) {
      reject(lines, RejectReason.MALFORMED, "longer than 1 MiB", sink);
    } else if (lines.line().isBlank()) {
      sink.skip(SkipReason.EMPTY, 1);
    } else {
      take(lines, sink, taker);
    }
    return true;
  }

  private static void take(LineReader lines, DecodeSink sink, Taker taker) {
    try {
      taker.take(lines.line());
    } catch (BadValueException e) {
      boolean cut = !lines.isComplete() && e.reason() == RejectReason.FIELD_COUNT;
      reject(lines, cut ? RejectReason.TRUNCATED : e.reason(), e.sentence(), sink);
    }
  }

  private static void reject(
      LineReader lines, RejectReason reason, String sentence, DecodeSink sink) {
    String detail = "line " + lines.number() + ": " + sentence;
    sink.reject(new Rejection(reason, lines.offset(), detail));
  }
}
