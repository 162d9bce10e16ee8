// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/** What a host is for. Shares and minimums decide how many hosts of a network have a role. */
public enum Role {
  /** Desk computers of the offices; they take what the other roles leave. */
  WORKSTATION("ws", "workstations", 16, 0, 4),
  /** Portable computers: addresses by DHCP, away at times. */
  LAPTOP("lt", "Wi-Fi laptops", 80, 0.27, 3),
  /** Computers of developers. */
  DEVELOPER("dev", "developers", 32, 0.08, 2),
  /** Visitors behind the address translation of the guest network. */
  GUEST("guest", "guest Wi-Fi", 168, 0.05, 1),
  /** Directory, Kerberos, time. */
  DOMAIN_CONTROLLER("dc", "servers", 1, 0.003, 2),
  /** Recursive name servers. */
  RESOLVER("ns", "servers", 1, 0.002, 2),
  /** File shares. */
  FILE_SERVER("fs", "servers", 1, 0.006, 1),
  /** Mail. */
  MAIL_SERVER("mx", "servers", 1, 0.002, 1),
  /** Web sites and applications, some of them reachable from the Internet. */
  WEB_SERVER("app", "servers", 1, 0.02, 2),
  /** Databases. */
  DATABASE("db", "servers", 1, 0.015, 1),
  /** Where the backups go. */
  BACKUP("bak", "servers", 1, 0.001, 1),
  /** Web proxies. */
  PROXY("px", "servers", 1, 0.002, 1),
  /** Asks all servers how they are. */
  MONITORING("mon", "administration", 8, 0.0005, 1),
  /** Looks for weaknesses, by order of the owner. */
  VULNERABILITY_SCANNER("vs", "administration", 8, 0.0003, 1),
  /** Where administrators come from. */
  JUMP_HOST("jump", "administration", 8, 0.001, 1),
  /** Printers. */
  PRINTER("prn", "printers", 64, 0.04, 1),
  /** Cameras, sensors and door locks. */
  CAMERA("cam", "cameras and sensors", 48, 0.05, 1);

  private final String prefix;
  private final String subnetName;
  private final int secondOctet;
  private final double share;
  private final int minimum;

  Role(String prefix, String subnetName, int secondOctet, double share, int minimum) {
    this.prefix = prefix;
    this.subnetName = subnetName;
    this.secondOctet = secondOctet;
    this.share = share;
    this.minimum = minimum;
  }

  /** How many of {@code hosts} have this role, workstations excepted. */
  public int count(int hosts) {
    return Math.max(minimum, (int) Math.round(share * hosts));
  }

  /** First part of host names. */
  public String prefix() {
    return prefix;
  }

  /** What the subnets of this role are called. */
  public String subnetName() {
    return subnetName;
  }

  /** Second octet of the first subnet of this role. */
  public int secondOctet() {
    return secondOctet;
  }

  /** Whether a person sits before it. */
  public boolean hasUser() {
    return switch (this) {
      case WORKSTATION, LAPTOP, DEVELOPER, GUEST -> true;
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
          false;
    };
  }

  /** Whether it is a server in the data centre. */
  public boolean isServer() {
    return secondOctet == 1;
  }
}
