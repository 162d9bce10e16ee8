// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.util.Locale;
import winnow.analysis.score.Fact;
import winnow.analysis.word.SpotFlowWords;
import winnow.context.DnsNames;
import winnow.context.HttpStatuses;
import winnow.context.Protocols;

/** Says in plain words what the value of a part of a word means. */
final class FactText {
  private static final int LAST_ENTROPY_BIN = 19;
  private static final double ENTROPY_STEP = 0.3;

  private FactText() {}

  /** The meaning of a fact's value. */
  static String meaning(Fact fact) {
    String value = fact.value();
    return switch (fact.feature()) {
      case PORT -> port(Integer.parseInt(value));
      case PROTOCOL -> "protocol " + Protocols.name(Integer.parseInt(value));
      case HOUR -> hour(Integer.parseInt(value));
      case OCTETS -> upToPower(value, "bytes");
      case PACKETS -> upToPower(value, "packets");
      case DOMAIN_CLASS -> domainClass(Integer.parseInt(value));
      case FRAME_LENGTH ->
          "a frame of " + (value.equals("0") ? "unknown length" : fromPower(value, "bytes"));
      case SUBDOMAIN_LENGTH -> "a subdomain of " + fromPower(value, "characters");
      case SUBDOMAIN_ENTROPY -> "a subdomain of " + entropy(Integer.parseInt(value));
      case LABELS -> "a name of " + fromPower(value, "labels");
      case TYPE ->
          value.equals("-1") ? "no type" : "type " + DnsNames.type(Integer.parseInt(value));
      case RESPONSE_CODE ->
          value.equals("-1") ? "no response" : DnsNames.responseCode(Integer.parseInt(value));
      case METHOD -> "method " + value;
      case URI_ENTROPY -> "a URI of " + entropy(Integer.parseInt(value));
      case CONTENT_TYPE -> "content type " + value;
      case AGENT_ROWS -> "a user agent of " + fromPower(value, "requests");
      case URI_LENGTH -> "a URI of " + fromPower(value, "characters");
      case STATUS -> status(value);
    };
  }

  private static String port(int key) {
    return switch (key) {
      case 0 -> "no ports";
      case SpotFlowWords.BOTH_LOW -> "two ports up to 1024";
      case SpotFlowWords.BOTH_HIGH -> "two ports above 1024";
      default -> "port " + key;
    };
  }

  private static String hour(int hour) {
    return String.format(Locale.ROOT, "%02d:00 to %02d:59 UTC", hour, hour);
  }

  private static String domainClass(int domainClass) {
    return switch (domainClass) {
      case 0 -> "a domain that is not popular";
      case 1 -> "a popular domain";
      default -> "the organisation's own domain";
    };
  }

  private static String entropy(int bin) {
    if (bin == 0) {
      return "one repeated character or none";
    }
    String low = String.format(Locale.ROOT, "%.1f", (bin - 1) * ENTROPY_STEP);
    return bin == LAST_ENTROPY_BIN
        ? "more than " + low + " bits of entropy a character"
        : String.format(
            Locale.ROOT, "%s to %.1f bits of entropy a character", low, bin * ENTROPY_STEP);
  }

  private static String status(String value) {
    if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "no status";
    }
    return "status "
        + value
        + HttpStatuses.reason(Integer.parseInt(value)).map(text -> " " + text).orElse("");
  }

  /** Bin b holds 2^(b-1) to 2^b - 1, bin 0 holds 0. */
  private static String upToPower(String bin, String unit) {
    int power = Integer.parseInt(bin);
    return power == 0 ? "no " + unit : range(power - 1, unit);
  }

  /** Bin b holds 2^b to 2^(b+1) - 1, bin 0 holds 0 as well. */
  private static String fromPower(String bin, String unit) {
    int power = Integer.parseInt(bin);
    return power == 0 ? "at most 1 " + unit.substring(0, unit.length() - 1) : range(power, unit);
  }

  private static String range(int power, String unit) {
    if (power == 0) {
      return "1 " + unit.substring(0, unit.length() - 1);
    }
    long low = 1L << power;
    return String.format(Locale.ROOT, "%,d to %,d %s", low, low - 1 + low, unit);
  }
}
