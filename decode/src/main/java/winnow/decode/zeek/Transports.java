// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.function.IntConsumer;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;

/** Zeek's names of transport protocols, as IANA numbers. */
final class Transports {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMP6 = 58;

  private Transports() {}

  /**
   * Whether {@code name} is ICMP, whose number depends on the version of IP; the number of another
   * protocol goes to {@code protocol}. Of `unknown_transport` nothing is known but what `ip_proto`
   * may say.
   */
  static boolean isIcmp(CharSequence name, IntConsumer protocol) throws BadValueException {
    if (is(name, "tcp")) {
      protocol.accept(TCP);
    } else if (is(name, "udp")) {
      protocol.accept(UDP);
    } else if (!is(name, "unknown_transport") && !is(name, "icmp")) {
      throw BadValueException.notA(
          "tcp, udp, icmp or unknown_transport", name, RejectReason.MALFORMED);
    }
    return is(name, "icmp");
  }

  private static boolean is(CharSequence name, String expected) {
    return expected.contentEquals(name);
  }
}
