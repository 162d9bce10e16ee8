// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host on one day, with everything that speaks against it, and where it ranks.
 *
 * @param runId the run that made it
 * @param day the day that was analysed, UTC
 * @param rank position in the list of its run, from 1
 * @param host address of the host
 * @param p how likely an ordinary host is to look this bad on a day or worse, 0 to 1, calibrated
 * @param score {@code -log10 p}, a multiple of 1/65536
 * @param notable whether it is above the alert level of its run
 * @param provisional whether there is too little history to judge it well
 * @param families names of the families of evidence that count, the best first
 * @param technique ATT&CK technique of the best evidence, such as {@code T1071}; null when it
 *     stands for none
 * @param firstMicros event time at which the first of its evidence begins
 * @param lastMicros event time at which the last of its evidence ends
 * @param sentence why it is there, in one plain sentence
 * @param explanation the parts of the score and the evidence, a JSON object
 */
public record Case(
    String runId,
    LocalDate day,
    int rank,
    String host,
    double p,
    double score,
    boolean notable,
    boolean provisional,
    List<String> families,
    @Nullable String technique,
    long firstMicros,
    long lastMicros,
    String sentence,
    String explanation) {
  /** Takes a copy. */
  public Case {
    families = List.copyOf(families);
  }
}
