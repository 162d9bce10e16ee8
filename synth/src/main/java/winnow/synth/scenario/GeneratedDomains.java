// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * An implant looks for its server under names that it computes. Nearly all do not exist; the last
 * one of a day does, and is called.
 *
 * @param id name in the labels
 * @param victim the host with the implant
 * @param window when it is active
 * @param namesPerHour how many names it tries, Poisson
 * @param alphabet what names are made of
 */
public record GeneratedDomains(
    String id, Victim victim, Window window, double namesPerHour, Alphabet alphabet)
    implements Attack {
  /** What names are made of. */
  public enum Alphabet {
    /** Letters in no order. */
    LETTERS,
    /** Two words of a list, so that they look like other names. */
    WORDS
  }

  /** Checks the range. */
  public GeneratedDomains {
    if (namesPerHour <= 0 || namesPerHour > 100_000) {
      throw new IllegalArgumentException(
          "generated domains %s: %s names per hour out of range, above 0, to 100000"
              .formatted(id, namesPerHour));
    }
  }

  /** 500 names of letters an hour. */
  public static GeneratedDomains loud(String id, Victim victim, Window window) {
    return new GeneratedDomains(id, victim, window, 500, Alphabet.LETTERS);
  }

  /** Five names of words an hour. */
  public static GeneratedDomains quiet(String id, Victim victim, Window window) {
    return new GeneratedDomains(id, victim, window, 5, Alphabet.WORDS);
  }

  @Override
  public String kind() {
    return "dga";
  }

  @Override
  public String technique() {
    return "T1568.002";
  }
}
