// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * A small script from one host that is rarely visited, a program from another, and then calls to a
 * third that was never called before. Once a day.
 *
 * @param id name in the labels
 * @param victim the host that downloads
 * @param window when it begins; the first half of its hours
 * @param scriptOctets size of the script, about
 * @param programOctets size of the program, about
 * @param pauseSeconds from step to step, about
 * @param calls to the third host
 */
public record StagedDownload(
    String id,
    Victim victim,
    Window window,
    int scriptOctets,
    long programOctets,
    double pauseSeconds,
    int calls)
    implements Attack {
  /** Checks the ranges. */
  public StagedDownload {
    if (scriptOctets < 1 || programOctets < 1 || pauseSeconds < 1 || calls < 1) {
      throw new IllegalArgumentException(
          "staged download %s: %d octets of script, %d of program, %s s, %d calls; 1 or more expected"
              .formatted(id, scriptOctets, programOctets, pauseSeconds, calls));
    }
  }

  /** A program of 8 MB within a minute, then 60 calls. */
  public static StagedDownload loud(String id, Victim victim, Window window) {
    return new StagedDownload(id, victim, window, 40_000, 8_000_000, 20, 60);
  }

  /** A program of 300 kB half an hour after the script, then three calls. */
  public static StagedDownload quiet(String id, Victim victim, Window window) {
    return new StagedDownload(id, victim, window, 3_000, 300_000, 1800, 3);
  }

  @Override
  public String kind() {
    return "staged-download";
  }

  @Override
  public String technique() {
    return "T1105";
  }
}
