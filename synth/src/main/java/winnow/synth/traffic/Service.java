// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

/**
 * What a conversation is about, with the shape of its payload: log-normal bodies (medians in octets
 * and milliseconds) and, for some, a Pareto tail of large transfers.
 */
public enum Service {
  /** Web over TLS. */
  HTTPS("ssl", 6, 443, 1400, 0.8, 9_000, 1.5, 0.04, 2_500, 1.5),
  /** Web in the clear. */
  HTTP("http", 6, 80, 500, 0.6, 6_000, 1.6, 0.02, 800, 1.3),
  /** Web over UDP (RFC 9000). */
  QUIC("quic", 17, 443, 2600, 0.8, 12_000, 1.5, 0.04, 4_000, 1.4),
  /** Client to web proxy. */
  PROXY("http", 6, 8080, 1900, 0.8, 12_000, 1.5, 0.04, 4_000, 1.4),
  /** Web connection that stays open for hours and says little: chat, notifications. */
  PUSH("ssl", 6, 443, 60_000, 0.7, 140_000, 0.8, 0, 9_000_000, 0.6),
  /** Name look-up; sizes are given, not drawn. */
  DNS("dns", 17, 53, 40, 0.2, 120, 0.4, 0, 20, 0.8),
  /** Name look-up after a truncated answer. */
  DNS_TCP("dns", 6, 53, 60, 0.2, 1800, 0.4, 0, 60, 0.6),
  /** Clock. */
  NTP("ntp", 17, 123, 48, 0, 48, 0, 0, 20, 0.8),
  /** File shares. */
  SMB("smb", 6, 445, 6_000, 1.6, 14_000, 2.0, 0.03, 20_000, 1.6),
  /** Logon. */
  KERBEROS("krb", 6, 88, 1_700, 0.4, 1_800, 0.4, 0, 15, 0.7),
  /** Directory. */
  LDAP("ldap", 6, 389, 1_200, 0.7, 4_500, 1.0, 0, 900, 1.2),
  /** Mail reading. */
  IMAPS("ssl", 6, 993, 1_300, 0.5, 4_200, 1.2, 0.02, 700, 0.9),
  /** Mail transport. */
  SMTP("smtp", 6, 25, 18_000, 1.6, 700, 0.4, 0.02, 1_500, 1.0),
  /** Remote shell. */
  SSH("ssh", 6, 22, 9_000, 1.5, 14_000, 1.8, 0.02, 90_000, 1.8),
  /** Remote desktop. */
  RDP("rdp", 6, 3389, 180_000, 1.2, 2_500_000, 1.4, 0, 1_200_000, 1.1),
  /** Remote management of Windows. */
  WINRM("http", 6, 5985, 24_000, 1.2, 60_000, 1.4, 0.01, 6_000, 1.5),
  /** PostgreSQL. */
  POSTGRESQL("postgresql", 6, 5432, 3_000, 1.1, 9_000, 1.7, 0.01, 1_200, 1.6),
  /** Printing. */
  PRINTING("", 6, 9100, 350_000, 1.3, 300, 0.4, 0.02, 5_000, 0.9),
  /** Network management. */
  SNMP("snmp", 17, 161, 90, 0.2, 160, 0.4, 0, 8, 0.6),
  /** Copies of files for a cloud, over TLS. */
  UPLOAD("ssl", 6, 443, 900_000, 1.6, 5_000, 0.6, 0.03, 2_500, 1.2),
  /** Messages of devices, over TLS. */
  MQTT("ssl", 6, 8883, 900, 0.3, 3_100, 0.2, 0, 600, 0.6),
  /** Video of cameras. */
  RTSP("rtsp", 6, 554, 60_000, 0.5, 90_000_000, 0.5, 0, 3_000_000, 0.2),
  /** Backup of a server. */
  BACKUP("", 6, 10_000, 250_000_000, 1.2, 2_000_000, 0.8, 0.05, 900_000, 0.7),
  /** Names on the local link (RFC 6762). */
  MDNS("dns", 17, 5353, 90, 0.5, 0, 0, 0, 0, 0),
  /** Echo. */
  PING("", 1, 0x800, 56, 0, 56, 0, 0, 3, 0.5),
  /** Anything else over TCP, such as a probe; the port is given. */
  OTHER_TCP("", 6, 0, 300, 0.8, 600, 0.8, 0, 100, 0.8),
  /** Anything else over UDP; the port is given. */
  OTHER_UDP("", 17, 0, 120, 0.8, 200, 0.8, 0, 60, 0.8);

  private final String protocolName;
  private final int protocol;
  private final int port;
  final double sentMedian;
  final double sentSigma;
  final double answeredMedian;
  final double answeredSigma;
  final double tailShare;
  final double durationMillis;
  final double durationSigma;

  Service(
      String protocolName,
      int protocol,
      int port,
      double sentMedian,
      double sentSigma,
      double answeredMedian,
      double answeredSigma,
      double tailShare,
      double durationMillis,
      double durationSigma) {
    this.protocolName = protocolName;
    this.protocol = protocol;
    this.port = port;
    this.sentMedian = sentMedian;
    this.sentSigma = sentSigma;
    this.answeredMedian = answeredMedian;
    this.answeredSigma = answeredSigma;
    this.tailShare = tailShare;
    this.durationMillis = durationMillis;
    this.durationSigma = durationSigma;
  }

  /** What a sensor calls it; empty when it does not recognise it. */
  public String protocolName() {
    return protocolName;
  }

  /** IANA protocol number; 1 stands for ICMP and ICMPv6 alike. */
  public int protocol() {
    return protocol;
  }

  /** Usual destination port; for ICMP type * 256 + code. */
  public int port() {
    return port;
  }
}
