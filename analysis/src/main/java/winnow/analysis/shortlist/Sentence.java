// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.analysis.score.Fact;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.Side;
import winnow.analysis.score.TelemetryRow;
import winnow.context.DnsNames;
import winnow.context.Protocols;
import winnow.schema.TelemetryKind;

/** Says in one sentence what a row is and which parts of it are rare, with the numbers. */
final class Sentence {
  /** What is more common than this, a part for the host and for all, is not called rare. */
  private static final double COMMON = 0.1;

  private static final long HOUR = 3_600_000_000L;
  private static final int TOLD = 2;
  private static final int LONGEST_NAME = 80;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private Sentence() {}

  static String of(TelemetryKind kind, ScoredRow row) {
    Side side = row.weakest();
    return what(kind, row.row(), side) + ". " + why(kind, side) + ".";
  }

  private static String what(TelemetryKind kind, TelemetryRow row, Side side) {
    return switch (kind) {
      case FLOW -> flow(row, side);
      case DNS -> dns(row);
      case HTTP -> http(row);
    };
  }

  private static String flow(TelemetryRow row, Side side) {
    boolean isSource = side.document().equals(row.text("src_addr"));
    Long received = row.number("received_time");
    return String.format(
        Locale.ROOT,
        "%s %s, %s in %s, at %s",
        side.document(),
        isSource
            ? ends(row, "sent", "to", "src", "dst")
            : ends(row, "received", "from", "dst", "src"),
        amount(row.numberOrZero("octets"), "byte"),
        amount(row.numberOrZero("packets"), "packet"),
        time(row.numberOrZero("event_time"), received));
  }

  /** Such as {@code sent TCP from port 1025 to 10.0.0.1 port 80}. */
  private static String ends(
      TelemetryRow row, String verb, String preposition, String own, String other) {
    String protocol = Protocols.name((int) row.numberOrZero("protocol"));
    long ownPort = row.numberOrZero(own + "_port");
    long otherPort = row.numberOrZero(other + "_port");
    String start = verb + " " + protocol;
    String peer = " " + preposition + " " + row.text(other + "_addr");
    if (ownPort == 0 && otherPort == 0) {
      return start + peer;
    }
    String at = own.equals("src") ? " from port " : " on port ";
    return start + at + ownPort + peer + " port " + otherPort;
  }

  private static String amount(long count, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", count, unit, count == 1 ? "" : "s");
  }

  private static String dns(TelemetryRow row) {
    Long type = row.number("qtype");
    Long rcode = row.number("rcode");
    return String.format(
        Locale.ROOT,
        "%s asked for %s%s and got %s, at %s UTC",
        row.text("client_addr"),
        shortened(row.text("query")),
        type == null ? "" : " " + DnsNames.type(type.intValue()),
        rcode == null ? "no response" : DnsNames.responseCode(rcode.intValue()),
        time(row.numberOrZero("event_time")));
  }

  private static String http(TelemetryRow row) {
    Long status = row.number("status");
    return String.format(
        Locale.ROOT,
        "%s asked %s with %s%s, at %s UTC",
        row.text("client_addr"),
        shortened(row.text("host")),
        orElse(row.text("method"), "no method"),
        status == null ? " and got no status" : " and got status " + status,
        time(row.numberOrZero("event_time")));
  }

  private static String why(TelemetryKind kind, Side side) {
    List<Fact> rare =
        side.facts().stream()
            .filter(fact -> isRare(fact, side))
            .sorted(
                Comparator.comparingDouble((Fact fact) -> share(fact, side))
                    .thenComparingLong(Fact::allRows))
            .limit(TOLD)
            .toList();
    if (rare.isEmpty()) {
      return side.probability() < COMMON
          ? "No part of this is rare, but all of it together is"
          : "Nothing about this is rare";
    }
    StringBuilder text = new StringBuilder("Rare: ");
    for (Fact fact : rare) {
      text.append(fact == rare.getFirst() ? "" : "; ").append(FactText.meaning(fact));
      text.append(
          String.format(
              Locale.ROOT,
              " (%,d of its %,d %s, %,d of all %,d)",
              fact.documentRows(),
              side.documentRows(),
              noun(kind),
              fact.allRows(),
              side.allRows()));
    }
    return text.toString();
  }

  private static boolean isRare(Fact fact, Side side) {
    return fact.documentRows() < COMMON * side.documentRows()
        || fact.allRows() < COMMON * side.allRows();
  }

  /** The lower of the shares among the host's rows and among all. */
  private static double share(Fact fact, Side side) {
    return Math.min(
        (double) fact.documentRows() / side.documentRows(),
        (double) fact.allRows() / side.allRows());
  }

  private static String noun(TelemetryKind kind) {
    return switch (kind) {
      case FLOW -> "flows";
      case DNS -> "queries";
      case HTTP -> "requests";
    };
  }

  /** When a flow began, and when it was reported where that is another hour: the word's. */
  private static String time(long begun, @Nullable Long reported) {
    String start = time(begun) + " UTC";
    return reported == null || Math.floorDiv(begun, HOUR) == Math.floorDiv(reported, HOUR)
        ? start
        : start + ", reported at " + time(reported) + " UTC";
  }

  private static String time(long micros) {
    return TIME.format(SpotFields.time(micros));
  }

  /** The beginning of a long text; the row has all of it. */
  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_NAME
        ? text
        : text.substring(0, LONGEST_NAME) + "…";
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
