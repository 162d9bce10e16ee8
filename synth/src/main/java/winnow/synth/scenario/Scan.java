// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * A look around inside the network. Most probes fail: no host, no service.
 *
 * @param id name in the labels
 * @param victim the host that scans
 * @param window when it is active
 * @param shape many hosts or many ports
 * @param port the port asked for in a horizontal scan
 * @param targets how many hosts (horizontal) or ports (vertical) a day
 * @param probesPerMinute pace, with random pauses
 */
public record Scan(
    String id,
    Victim victim,
    Window window,
    Shape shape,
    int port,
    int targets,
    double probesPerMinute)
    implements Attack {
  /** What varies from probe to probe. */
  public enum Shape {
    /** One port on many workstations and unused addresses beside them. */
    HORIZONTAL,
    /** Many ports of one server. */
    VERTICAL
  }

  /** Checks the ranges. */
  public Scan {
    if (targets < 1 || targets > 60_000 || probesPerMinute <= 0 || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "scan %s: %d targets, port %d, %s probes per minute out of range"
              .formatted(id, targets, port, probesPerMinute));
    }
  }

  /** 600 hosts in ten minutes. */
  public static Scan loud(String id, Victim victim, Window window) {
    return new Scan(id, victim, window, Shape.HORIZONTAL, 445, 600, 60);
  }

  /** 40 hosts, one in six minutes. */
  public static Scan quiet(String id, Victim victim, Window window) {
    return new Scan(id, victim, window, Shape.HORIZONTAL, 3389, 40, 1 / 6.0);
  }

  /** A thousand ports of one server in ten minutes. */
  public static Scan vertical(String id, Victim victim, Window window) {
    return new Scan(id, victim, window, Shape.VERTICAL, 1, 1000, 100);
  }

  @Override
  public String kind() {
    return "scan";
  }

  @Override
  public String technique() {
    return "T1046";
  }
}
