// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a suspicious list: a telemetry row, why it is there, and where it ranks.
 *
 * @param runId the run that found it
 * @param day the day that was analysed, UTC
 * @param kind the kind of the row
 * @param method how it was found, such as `spot`
 * @param rank position in the list of its run, from 1
 * @param score the method's score of the row
 * @param eventTimeMicros event time of the row
 * @param entity the address, name or user that the finding is about
 * @param peer who it dealt with; null when the method does not say
 * @param sentence why it is there, in one plain sentence
 * @param explanation the parts of the score, a JSON object
 * @param row the telemetry row, a JSON object of its columns
 */
public record Finding(
    String runId,
    LocalDate day,
    TelemetryKind kind,
    String method,
    int rank,
    double score,
    long eventTimeMicros,
    String entity,
    @Nullable String peer,
    String sentence,
    String explanation,
    String row) {}
