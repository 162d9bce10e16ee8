// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.List;

/**
 * What was done to keep a lake within a quota.
 *
 * @param bytesBefore bytes of the files of all tables on disk before
 * @param bytesAfter the same afterwards
 * @param forgotten days whose telemetry is gone, in the order in which they had to go
 * @param work what else was done on the way
 */
public record QuotaReport(
    long bytesBefore, long bytesAfter, List<DayUsage> forgotten, HousekeepingReport work) {}
