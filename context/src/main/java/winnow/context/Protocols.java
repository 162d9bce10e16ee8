// SPDX-License-Identifier: Apache-2.0
package winnow.context;

/** Names of IP protocols as nfdump prints them: TCP, UDP, ICMP6. Every number has its own name. */
public final class Protocols {
  private static final CodeTable NAMES = CodeTable.load("protocols.tsv");

  private Protocols() {}

  /** The name of an IANA protocol number; the number itself when it has no name. */
  public static String name(int protocol) {
    return NAMES.name(protocol, "");
  }
}
