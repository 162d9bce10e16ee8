// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

/**
 * What a firewall did with a flow, as the forwarding status of RFC 7270 section 4.12: the upper two
 * bits say forwarded (1) or dropped (2).
 */
public final class Verdicts {
  /** Forwarded, nothing else known. */
  public static final int FORWARDED = 0b0100_0000;

  /** Dropped: denied by an access list. */
  public static final int DENIED = 0b1000_0001;

  private Verdicts() {}
}
