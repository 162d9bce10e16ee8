// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;
import winnow.synth.scenario.Role;

/**
 * An internal host, the same on all days.
 *
 * @param index its number among all hosts, from 0
 * @param ordinal its number among the hosts of its role, from 0
 * @param role what it is for
 * @param subnet where it is
 * @param slot its place in the subnet, from 0
 * @param seed from which its habits follow
 * @param activity how busy it is; log-normal with mean 1
 * @param dualStack whether it has IPv6
 * @param behindProxy whether its web traffic goes through the proxy
 */
public record Host(
    int index,
    int ordinal,
    Role role,
    Subnet subnet,
    int slot,
    long seed,
    double activity,
    boolean dualStack,
    boolean behindProxy) {
  /** Its name without the domain, such as `ws0012`. */
  public String name() {
    String number = Integer.toString(ordinal + 1);
    return role.prefix() + "0".repeat(Math.max(0, 4 - number.length())) + number;
  }

  /** Whether it is never switched off nor carried away. */
  public boolean staysOn() {
    return switch (role) {
      case LAPTOP, GUEST -> false;
      case WORKSTATION, DEVELOPER -> Dice.fraction(seed, 20) < 0.6;
      case DOMAIN_CONTROLLER,
          RESOLVER,
          FILE_SERVER,
          MAIL_SERVER,
          WEB_SERVER,
          DATABASE,
          BACKUP,
          PROXY,
          MONITORING,
          VULNERABILITY_SCANNER,
          JUMP_HOST,
          PRINTER,
          CAMERA ->
          true;
    };
  }

  /** Login of the person who uses it. */
  public String user() {
    return Names.person(seed);
  }
}
