// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Escapes;
import winnow.decode.text.Slice;

/**
 * The layout of a line: text that stands in every line, and values between. A value ends where the
 * text after it begins; a blank in that text stands for one blank or more. In quotes, a quote after
 * a backslash does not end the value. A hyphen is a value that is absent.
 */
final class Layout {
  private static final byte[] NOTHING = new byte[0];

  private final byte[] start;
  private final Step[] steps;
  private final int[] starts;
  private final int[] ends;
  private final boolean openEnd;

  /** For all values but the last: the byte whose first occurrence ends it, 0 when more matters. */
  private final byte[] ending;

  private final Slice value = new Slice();
  private final Escapes.Scratch scratch = new Escapes.Scratch();

  /**
   * A value and the text after it.
   *
   * @param name what the program calls the value
   * @param field what it means, null when it is passed over
   * @param escapes how it is written
   * @param absentField what a hyphen means, null when nothing
   * @param isAddress whether it may be an IPv6 address, so that the last colon ends it
   * @param after the text after it
   */
  private record Step(
      String name,
      @Nullable HttpField field,
      Escapes escapes,
      @Nullable HttpField absentField,
      boolean isAddress,
      byte[] after) {
    /** Whether the first of a byte ends the value wherever it stands. */
    boolean endsAtOneByte() {
      return after.length == 1 && after[0] != '"' && !(isAddress && after[0] == ':');
    }
  }

  private Layout(byte[] start, List<Step> steps, boolean openEnd) {
    this.start = start;
    this.steps = steps.toArray(Step[]::new);
    starts = new int[steps.size()];
    ends = new int[steps.size()];
    this.openEnd = openEnd;
    ending = new byte[steps.size()];
    for (int i = 0; i < ending.length - 1; i++) {
      ending[i] = this.steps[i].endsAtOneByte() ? this.steps[i].after[0] : 0;
    }
  }

  /** Puts the values of {@code line} into {@code row}, if the line follows the layout. */
  void read(Slice line, HttpRow row) throws BadValueException {
    split(line);
    for (int i = 0; i < steps.length; i++) {
      put(steps[i], value.over(line.bytes(), starts[i], ends[i]), row);
    }
  }

  private void split(Slice line) throws BadValueException {
    byte[] bytes = line.bytes();
    int end = line.end();
    int at = after(start, bytes, line.start(), end);
    if (at < 0) {
      throw mismatch("does not start with \"" + text(start) + "\"");
    }
    for (int i = 0; i < steps.length; i++) {
      starts[i] = at;
      int close = end(i, bytes, at, end);
      if (close < 0) {
        throw mismatch("no \"" + text(steps[i].after) + "\" after " + steps[i].name);
      }
      ends[i] = close;
      at = Math.max(after(steps[i].after, bytes, close, end), close);
    }
    if (!openEnd && !value.over(bytes, at, end).isBlank()) {
      throw mismatch("more after the layout: " + BadValueException.shown(value));
    }
  }

  private static BadValueException mismatch(String sentence) {
    return new BadValueException(RejectReason.FIELD_COUNT, sentence);
  }

  private void put(Step step, Slice raw, HttpRow row) throws BadValueException {
    HttpField field = raw.is("-") ? step.absentField : step.field;
    if (field == null || raw.length() == 0) {
      return;
    }
    try {
      field.put(row, step.escapes.undo(raw, scratch));
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), step.name + ": " + e.sentence());
    }
  }

  /** Where value {@code index}, which starts at {@code from}, ends, or -1. */
  private int end(int index, byte[] bytes, int from, int to) {
    if (ending[index] == 0) {
      return end(steps[index], bytes, from, to, index == steps.length - 1);
    }
    int close = Bytes.indexOf(bytes, from, to, ending[index]);
    return close < to ? close : -1;
  }

  private int end(Step step, byte[] bytes, int from, int to, boolean last) {
    byte[] after = step.after;
    if (after.length == 0) {
      return last && openEnd ? Bytes.indexOf(bytes, from, to, (byte) ' ') : to;
    }
    if (step.isAddress && after[0] == ':') {
      return lastColon(bytes, from, to);
    }
    int at = Bytes.indexOf(bytes, from, to, after[0]);
    while (at < to) {
      boolean escaped = after[0] == '"' && isEscaped(bytes, from, at);
      int next = escaped ? -1 : after(after, bytes, at, to);
      // A quote that ends the layout ends the line, unless more may follow it after a blank.
      boolean more = next >= 0 && last && next < to && bytes[next] != ' ';
      if (next >= 0 && !more) {
        return at;
      }
      at = Bytes.indexOf(bytes, at + 1, to, after[0]);
    }
    // Blanks at the end of a layout may be missing in a line.
    return last && new Slice().over(after, 0, after.length).isBlank() ? to : -1;
  }

  private static boolean isEscaped(byte[] bytes, int from, int quote) {
    int backslashes = 0;
    while (quote - 1 - backslashes >= from && bytes[quote - 1 - backslashes] == '\\') {
      backslashes++;
    }
    return (backslashes & 1) == 1;
  }

  /** The last colon before a blank. */
  private static int lastColon(byte[] bytes, int from, int to) {
    int end = Bytes.indexOf(bytes, from, to, (byte) ' ');
    int colon = end - 1;
    while (colon >= from && bytes[colon] != ':') {
      colon--;
    }
    return colon >= from ? colon : -1;
  }

  /** Index after {@code literal}, which is to start at {@code from}; or -1. */
  private static int after(byte[] literal, byte[] bytes, int from, int to) {
    int at = from;
    for (byte expected : literal) {
      if (at >= to || bytes[at] != expected) {
        return -1;
      }
      at++;
      while (expected == ' ' && at < to && bytes[at] == ' ') {
        at++;
      }
    }
    return at;
  }

  private static String text(byte[] literal) {
    return new Slice().over(literal, 0, literal.length).toString();
  }

  /** Collects a layout from its start to its end. */
  static final class Builder {
    private final StringBuilder literal = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private byte[] start = NOTHING;
    private @Nullable Step open;

    /** Adds text that stands in every line. */
    void literal(char character) {
      boolean repeated =
          character == ' ' && !literal.isEmpty() && literal.charAt(literal.length() - 1) == ' ';
      if (!repeated) {
        literal.append(character);
      }
    }

    /** The text since the last value. */
    String literal() {
      return literal.toString();
    }

    /** Adds a value; see the components of a step. */
    void value(
        String name, @Nullable HttpField field, Escapes escapes, @Nullable HttpField absentField) {
      if (open != null && literal.isEmpty()) {
        open = joined(open, name, field);
        return;
      }
      close();
      boolean isAddress =
          field == KnownField.CLIENT || field == KnownField.SERVER || field == KnownField.PROXY;
      open = new Step(name, field, escapes, absentField, isAddress, NOTHING);
    }

    /** Two values without text between, which are known to be parts of a URL. */
    private static Step joined(Step first, String name, @Nullable HttpField second) {
      HttpField both = null;
      if (first.field == KnownField.PATH || first.field == KnownField.TARGET) {
        both = second == KnownField.QUERY ? KnownField.TARGET : null;
      } else if (first.field == KnownField.HOST || first.field == KnownField.AUTHORITY) {
        both = second == KnownField.TARGET || second == KnownField.PATH ? KnownField.URL : null;
      }
      if (both == null) {
        throw new IllegalArgumentException(
            "layout: nothing stands between " + first.name + " and " + name);
      }
      return new Step(first.name + name, both, first.escapes, null, false, NOTHING);
    }

    /**
     * The layout.
     *
     * @param openEnd whether a line may go on after a blank
     */
    Layout build(boolean openEnd) {
      close();
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("layout: it has no values");
      }
      return new Layout(start, steps, openEnd);
    }

    private void close() {
      byte[] text = literal.toString().getBytes(StandardCharsets.UTF_8);
      literal.setLength(0);
      if (open == null) {
        start = text;
      } else {
        steps.add(
            new Step(open.name, open.field, open.escapes, open.absentField, open.isAddress, text));
        open = null;
      }
    }
  }
}
