// SPDX-License-Identifier: Apache-2.0
package winnow.context;

/** Mnemonics of the DNS parameters that IANA registers; unknown numbers as RFC 3597 writes them. */
public final class DnsNames {
  private static final CodeTable TYPES = CodeTable.load("dns-types.tsv");
  private static final CodeTable CLASSES = CodeTable.load("dns-classes.tsv");
  private static final CodeTable RESPONSE_CODES = CodeTable.load("dns-rcodes.tsv");

  private DnsNames() {}

  /** A resource record type, such as AAAA or TYPE4242. */
  public static String type(int type) {
    return TYPES.name(type, "TYPE");
  }

  /** A class, such as IN or CLASS42. */
  public static String dnsClass(int dnsClass) {
    return CLASSES.name(dnsClass, "CLASS");
  }

  /** A response code, such as NXDOMAIN or RCODE42. */
  public static String responseCode(int code) {
    return RESPONSE_CODES.name(code, "RCODE");
  }
}
