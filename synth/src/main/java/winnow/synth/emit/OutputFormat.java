// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.util.Arrays;
import winnow.schema.TelemetryKind;

/** What can be written, by the names that commands use. */
public enum OutputFormat {
  /** Files of nfdump 1.7. */
  NFCAPD("nfcapd", "flow", TelemetryKind.FLOW),
  /** Captured datagrams of NetFlow v9. */
  NETFLOW_V9("netflow9-pcap", "flow", TelemetryKind.FLOW),
  /** Captured datagrams of IPFIX. */
  IPFIX("ipfix-pcap", "flow", TelemetryKind.FLOW),
  /** Captured DNS packets. */
  DNS_PCAP("dns-pcap", "dns", TelemetryKind.DNS),
  /** Blue Coat access log. */
  PROXY("proxy", "proxy", TelemetryKind.HTTP),
  /** Zeek connections. */
  ZEEK_CONN("zeek-conn", "zeek", TelemetryKind.FLOW),
  /** Zeek DNS. */
  ZEEK_DNS("zeek-dns", "zeek", TelemetryKind.DNS),
  /** Zeek HTTP; requests outside the proxy. */
  ZEEK_HTTP("zeek-http", "zeek", TelemetryKind.HTTP),
  /** Zeek connections as JSON lines. */
  ZEEK_CONN_JSON("zeek-conn-json", "zeek-json", TelemetryKind.FLOW),
  /** Zeek DNS as JSON lines. */
  ZEEK_DNS_JSON("zeek-dns-json", "zeek-json", TelemetryKind.DNS),
  /** Zeek HTTP as JSON lines. */
  ZEEK_HTTP_JSON("zeek-http-json", "zeek-json", TelemetryKind.HTTP);

  private final String label;
  private final String folder;
  private final TelemetryKind kind;

  OutputFormat(String label, String folder, TelemetryKind kind) {
    this.label = label;
    this.folder = folder;
    this.kind = kind;
  }

  /** Its name in commands. */
  public String label() {
    return label;
  }

  /** The folder of a data set that its files go to. */
  public String folder() {
    return folder;
  }

  /** The telemetry it has. */
  public TelemetryKind kind() {
    return kind;
  }

  /**
   * The format called {@code label}.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  public static OutputFormat named(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown format \""
                    + label
                    + "\"; known: "
                    + Arrays.stream(values()).map(OutputFormat::label).toList()));
  }
}
