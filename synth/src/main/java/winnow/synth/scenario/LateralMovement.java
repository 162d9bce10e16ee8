// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * From host to host: each hop goes on from the host that the one before reached.
 *
 * @param id name in the labels
 * @param victim the host at which it begins
 * @param window when it is active; hops are spread evenly over it
 * @param hops how many hosts are taken a day
 * @param over what hops run over
 * @param continues whether a day goes on where the day before ended; otherwise it begins at the
 *     victim again
 */
public record LateralMovement(
    String id, Victim victim, Window window, int hops, Over over, boolean continues)
    implements Attack {
  /** What hops run over. */
  public enum Over {
    /** Remote desktop. */
    RDP("T1021.001"),
    /** File sharing: a tool is carried over. */
    SMB("T1021.002"),
    /** Remote shell of Unix. */
    SSH("T1021.004"),
    /** Windows Remote Management. */
    WINRM("T1021.006");

    private final String technique;

    Over(String technique) {
      this.technique = technique;
    }
  }

  /** Checks the range. */
  public LateralMovement {
    if (hops < 1 || hops > 1000) {
      throw new IllegalArgumentException(
          "lateral movement %s: %d hops out of range, 1 to 1000".formatted(id, hops));
    }
  }

  /** Twelve hosts a day over file sharing. */
  public static LateralMovement loud(String id, Victim victim, Window window) {
    return new LateralMovement(id, victim, window, 12, Over.SMB, true);
  }

  /** One or two hosts a day, as the name decides, over remote desktop. */
  public static LateralMovement quiet(String id, Victim victim, Window window) {
    int hops = 1 + Math.floorMod(id.hashCode(), 2);
    return new LateralMovement(id, victim, window, hops, Over.RDP, true);
  }

  /** The same over something else. */
  public LateralMovement withOver(Over value) {
    return new LateralMovement(id, victim, window, hops, value, continues);
  }

  @Override
  public String kind() {
    return "lateral-movement";
  }

  @Override
  public String technique() {
    return over.technique;
  }
}
