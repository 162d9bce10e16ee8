// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;
import winnow.schema.lease.Binding;

/**
 * Reads {@code dhcpd.leases} of ISC DHCP, as dhcpd.leases(5) has it: declarations of leases, of
 * which later ones take the place of earlier ones about the same address. Times are UTC, or seconds
 * since the epoch. What is abandoned, or names no client, is skipped, as are declarations of other
 * things, also those of DHCPv6, which name clients by identifiers alone.
 */
final class IscLeases implements LeaseDecoder {
  private static final Pattern LEASE = Pattern.compile("\\s*lease\\s+[0-9a-fA-F.:]+\\s*\\{.*");
  private static final int MOST_CHARS = 1 << 16;

  private final LeaseRow row = new LeaseRow();
  private final StringBuilder statement = new StringBuilder();
  private @Nullable BadValueException trouble;
  private int depth;
  private boolean isLease;
  private boolean isAbandoned;
  private boolean isQuoted;

  /** Whether {@code line} is one of such a file. */
  static boolean recognizes(String line) {
    return LEASE.matcher(line).matches();
  }

  @Override
  public void decode(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    LineReader lines = new LineReader(input);
    long lastOffset = 0;
    long lastNumber = 0;
    while (Lines.next(lines, others, line -> take(line, leases, others))) {
      lastOffset = lines.offset();
      lastNumber = lines.number();
    }
    if (depth > 0) {
      others.reject(
          new Rejection(
              RejectReason.TRUNCATED,
              lastOffset,
              "line " + lastNumber + ": the file ends before the lease does"));
    }
  }

  private void take(Slice line, Consumer<Binding> leases, DecodeSink others)
      throws BadValueException {
    String text = line.toString();
    if (depth == 0 && text.stripLeading().startsWith("#")) {
      others.skip(SkipReason.COMMENT, 1);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isQuoted && c == '\\' && i + 1 < text.length()) {
        append(c);
        append(text.charAt(++i));
      } else if (c == '"') {
        isQuoted = !isQuoted;
        append(c);
      } else if (isQuoted || c != '#' && c != '{' && c != '}' && c != ';') {
        append(c);
      } else if (c == '#') {
        break;
      } else {
        sign(c, leases, others);
      }
    }
    isQuoted = false;
    append(' ');
  }

  private void append(char c) {
    if (statement.length() < MOST_CHARS) {
      statement.append(c);
    }
  }

  private void sign(char c, Consumer<Binding> leases, DecodeSink others) throws BadValueException {
    String said = statement.toString().strip();
    statement.setLength(0);
    switch (c) {
      case '{' -> open(said);
      case '}' -> close(leases, others);
      default -> told(said, others);
    }
  }

  private void open(String said) {
    depth++;
    if (depth == 1) {
      row.reset();
      trouble = null;
      isAbandoned = false;
      isLease = said.startsWith("lease ");
      if (isLease) {
        attempt(() -> row.address(said.substring("lease ".length()).strip()));
      }
    }
  }

  private void close(Consumer<Binding> leases, DecodeSink others) throws BadValueException {
    if (depth == 0) {
      throw new BadValueException(RejectReason.MALFORMED, "a brace closes nothing");
    }
    depth--;
    if (depth > 0) {
      return;
    }
    BadValueException wrong = trouble;
    if (isLease && wrong != null) {
      throw wrong;
    } else if (isLease && !isAbandoned) {
      row.end(leases, others);
    } else {
      others.skip(SkipReason.OTHER_LINE, 1);
    }
  }

  /** A statement; the first that is wrong makes the lease wrong at its end. */
  private void told(String said, DecodeSink others) {
    if (depth == 0) {
      others.skip(SkipReason.OTHER_LINE, 1);
    } else if (depth == 1 && isLease) {
      attempt(() -> put(said));
    }
  }

  private interface Attempt {
    void run() throws BadValueException;
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (BadValueException e) {
      trouble = trouble == null ? e : trouble;
    }
  }

  private void put(String said) throws BadValueException {
    if (said.startsWith("starts ")) {
      row.from(time(said.substring("starts ".length()).strip()));
    } else if (said.startsWith("ends ")) {
      row.until(time(said.substring("ends ".length()).strip()));
    } else if (said.startsWith("hardware ")) {
      String rest = said.substring("hardware ".length()).strip();
      row.mac(rest.substring(rest.indexOf(' ') + 1).strip());
    } else if (said.startsWith("client-hostname ")) {
      row.name(unquoted(said.substring("client-hostname ".length()).strip()));
    } else if (said.equals("abandoned") || said.equals("binding state abandoned")) {
      isAbandoned = true;
    }
  }

  /** {@code 2 2026/03/03 08:00:00}, with the day of the week first, or {@code epoch 1772524800}. */
  private @Nullable Long time(String said) throws BadValueException {
    if (said.equals("never")) {
      return null;
    }
    if (said.startsWith("epoch ")) {
      return LeaseTimes.checked(Numbers.parseCount(said.substring("epoch ".length()).strip()));
    }
    return Times.parseIso(said.substring(said.indexOf(' ') + 1).strip(), ZoneOffset.UTC);
  }

  private static String unquoted(String text) {
    boolean isQuoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
  }
}
