// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * From workstation to workstation over file sharing: each hop carries a tool over and continues
 * from there.
 *
 * @param id name in the labels
 * @param victim the host at which it begins
 * @param window when it is active; hops are spread evenly over it
 * @param hops how many hosts are taken a day
 */
public record LateralMovement(String id, Victim victim, Window window, int hops) implements Attack {
  /** Checks the range. */
  public LateralMovement {
    if (hops < 1 || hops > 1000) {
      throw new IllegalArgumentException(
          "lateral movement %s: %d hops out of range, 1 to 1000".formatted(id, hops));
    }
  }

  @Override
  public String kind() {
    return "lateral-movement";
  }

  @Override
  public String technique() {
    return "T1021.002";
  }
}
