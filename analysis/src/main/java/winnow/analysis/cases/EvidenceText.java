// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import winnow.analysis.detect.Evidence;

/**
 * Evidence in plain words: what the host did, what is usual, and what would make it normal. Every
 * number in a sentence is one of the parts of the evidence.
 */
final class EvidenceText {
  private static final int MOST_PARTS = 3;
  private static final int DIGITS = 4;

  private EvidenceText() {}

  /** What a number and what is usual mean in a family, for the heads of a table. */
  record Columns(String value, String usual, String fleet) {}

  /** The heads of the table of a family's parts. */
  static Columns columns(String family) {
    return isView(family)
        ? new Columns("times on the day", "days with it before, of 14", "other hosts with it")
        : new Columns("on the day", "usual for the host", "usual for all hosts");
  }

  /**
   * How many things a family may be about: what it found comes first in words only when it is as
   * much less probable.
   */
  static double generality(Evidence evidence) {
    return switch (evidence.family()) {
      case "beacon", "dns-tunnel" -> 1;
      case "edges", "domains", "sites", "logons" -> 10;
      default -> 30;
    };
  }

  /** One sentence about {@code evidence}. */
  static String sentence(Evidence evidence) {
    return switch (evidence.family()) {
      case "beacon" -> beacon(evidence);
      case "dns-tunnel" -> tunnel(evidence);
      default -> isView(evidence.family()) ? words(evidence) : amounts(evidence);
    };
  }

  /** The one fact that would make it normal. */
  static String normalIf(Evidence evidence) {
    String peer = evidence.peer();
    return switch (evidence.family()) {
      case "beacon" -> peer + " is a service that this host is meant to call at even intervals";
      case "dns-tunnel" ->
          peer + " is a service that puts data into the names asked for, such as a reputation list";
      case "uploads" ->
          peer.isEmpty()
              ? "the host was meant to send this much on this day"
              : "sending this much to " + peer + " was intended, such as a backup";
      case "downloads" ->
          peer.isEmpty()
              ? "the host was meant to receive this much on this day"
              : "fetching this much from " + peer + " was intended, such as an update";
      case "scans" ->
          "the host is meant to look for services, such as a scanner, or one of its own was down";
      case "logons" -> "this many logons are a job or a script that somebody answers for";
      case "contacts" -> "the host was given a new task, such as monitoring or inventory";
      case "names" ->
          "the host was given a new task that looks up many names, such as a mail filter";
      case "edges" ->
          "the user of the host was given access to " + peer + " and what is listed with it";
      case "domains", "sites" -> peer + " is known to serve the work of this host";
      default -> "the host got new software that does this";
    };
  }

  private static boolean isView(String family) {
    return switch (family) {
      case "behaviour", "edges", "domains", "queries", "sites", "requests" -> true;
      default -> false;
    };
  }

  private static String beacon(Evidence evidence) {
    return "contacted "
        + evidence.peer()
        + " "
        + number(value(evidence, "contacts"))
        + " times, typically every "
        + number(value(evidence, "median interval, s"))
        + " s, in "
        + number(value(evidence, "hours of the day"))
        + " hours of the day; hosts that contact it: "
        + number(value(evidence, "hosts that contact the same end"))
        + "; days it was seen before: "
        + number(value(evidence, "days it was seen before"))
        + ", by any host: "
        + number(value(evidence, "days that any host contacted the end before"));
  }

  private static String tunnel(Evidence evidence) {
    return "asked for "
        + number(value(evidence, "distinct names"))
        + " distinct names under "
        + evidence.peer()
        + ", which carry "
        + number(value(evidence, "information in them, bytes"))
        + " bytes; days the domain was seen before: "
        + number(value(evidence, "days the domain was seen before"));
  }

  private static String words(Evidence evidence) {
    StringBuilder text = new StringBuilder(verb(evidence.family()));
    List<Evidence.Part> parts = strongest(evidence);
    for (int i = 0; i < parts.size(); i++) {
      Evidence.Part part = parts.get(i);
      text.append(i == 0 ? " " : "; ").append(part.fact());
      Double before = part.usual();
      Double others = part.fleet();
      if (before != null && others != null) {
        text.append(" (times: ").append(number(part.value()));
        text.append(", days before: ").append(number(before));
        text.append(", other hosts: ").append(number(others)).append(')');
      } else {
        text.append(": ").append(number(part.value()));
      }
    }
    return text.toString();
  }

  private static String verb(String family) {
    return switch (family) {
      case "behaviour" -> "had unusual flows";
      case "edges" -> "went to services inside that it does not go to:";
      case "domains" -> "asked for domains that are unusual for it:";
      case "queries" -> "sent unusual DNS queries:";
      case "sites" -> "sent requests to unusual sites:";
      default -> "sent unusual requests:";
    };
  }

  private static String amounts(Evidence evidence) {
    StringBuilder text = new StringBuilder();
    for (Evidence.Part part : strongest(evidence)) {
      text.append(text.isEmpty() ? "" : "; ").append(part.fact()).append(": ");
      text.append(number(part.value()));
      Double usual = part.usual();
      Double fleet = part.fleet();
      if (usual != null) {
        text.append(", usually ").append(number(usual));
      } else if (fleet != null) {
        text.append(", usual for all hosts ").append(number(fleet));
      }
    }
    evidence.parts().stream()
        .filter(part -> part.bits() == 0 && !evidence.peer().isEmpty())
        .filter(part -> part.fact().endsWith(evidence.peer()))
        .forEach(part ->
            text.append("; most with ")
                .append(evidence.peer())
                .append(": ")
                .append(number(part.value())));
    return text.toString();
  }

  private static List<Evidence.Part> strongest(Evidence evidence) {
    return evidence.parts().stream().filter(part -> part.bits() > 0).limit(MOST_PARTS).toList();
  }

  private static double value(Evidence evidence, String fact) {
    return evidence.parts().stream()
        .filter(part -> part.fact().equals(fact))
        .mapToDouble(Evidence.Part::value)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(evidence.family() + " has no \"" + fact + '"'));
  }

  /** Whole numbers in full with separators, others to four digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double rounded = new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    return Math.abs(rounded) >= 1000
        ? String.format(Locale.ROOT, "%,d", Math.round(rounded))
        : BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
  }
}
