// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.List;
import java.util.function.ToLongFunction;

/** Who counts the contents of a file without our decoders, and which of our counts must equal. */
enum Judge {
  /** Lines that are neither empty nor a comment: each a record, a rejection or of another log. */
  LINES(
      "lines",
      outcome ->
          outcome.accepted()
              + outcome.rejections()
              + outcome.skipped(SkipReason.OTHER_PROTOCOL)
              + outcome.skipped(SkipReason.OTHER_LINE)
              + outcome.skipped(SkipReason.JOINED)),
  /** Lines of any kind: each is a record, a rejection or skipped. */
  EVERY_LINE(
      "every line",
      outcome -> outcome.accepted() + outcome.rejections() + outcome.everythingSkipped()),
  /** DNS messages that tshark finds in a capture; flow datagrams would count, there are none. */
  TSHARK_MESSAGES("tshark messages", Outcome::messages),
  /** Data records that tshark finds in flow datagrams: of flows, of options and without address. */
  TSHARK_RECORDS(
      "tshark records",
      outcome ->
          outcome.accepted()
              + outcome.skipped(SkipReason.OPTIONS)
              + outcome.skipped(SkipReason.OTHER_PROTOCOL)),
  /** Flows that nfdump prints. */
  NFDUMP("nfdump", Outcome::accepted),
  /** Flows that nfcapd stores when it is sent the datagrams: with addresses or without. */
  NFCAPD("nfcapd", outcome -> outcome.accepted() + outcome.skipped(SkipReason.OTHER_PROTOCOL));

  final String label;
  private final ToLongFunction<Outcome> ours;

  Judge(String label, ToLongFunction<Outcome> ours) {
    this.label = label;
    this.ours = ours;
  }

  /** What this judge must find too. */
  long ours(Outcome outcome) {
    return ours.applyAsLong(outcome);
  }

  /** Those who can count a file of the format called {@code format}. */
  static List<Judge> of(String format) {
    return switch (format) {
      case "pcap", "pcapng" -> List.of(TSHARK_MESSAGES);
      case "netflow" -> List.of(TSHARK_RECORDS, NFCAPD);
      case "nfcapd" -> List.of(NFDUMP);
      case "zeek-conn", "zeek-dns", "zeek-http", "zeek-json" -> List.of(LINES);
      default -> List.of(EVERY_LINE);
    };
  }
}
