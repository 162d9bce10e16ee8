// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Arrays;
import java.util.BitSet;

/** Services that people log on to. */
final class LogonPorts {
  /** FTP, SSH, Telnet, Kerberos, LDAP, SMB, MSSQL, MySQL, RDP, PostgreSQL, VNC, WinRM. */
  private static final BitSet PORTS =
      of(21, 22, 23, 88, 389, 445, 1433, 3306, 3389, 5432, 5900, 5985, 5986);

  private LogonPorts() {}

  private static BitSet of(int... ports) {
    BitSet set = new BitSet();
    Arrays.stream(ports).forEach(set::set);
    return set;
  }

  /**
   * Whether people log on to a service.
   *
   * @param service protocol and, in the lower 16 bits, port
   */
  static boolean contain(int service) {
    return PORTS.get(service & 0xffff);
  }
}
