// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What a file holds of one column, as table formats want to know it.
 *
 * @param fieldId the column's id; of a list, its elements' id
 * @param bytes size in the file, compressed, with page headers
 * @param values number of values, with absent ones and one for each empty list
 * @param absent how many of them have no value
 * @param notNumbers how many are NaN
 * @param bounds smallest and largest value; null when there is none, or they mean nothing
 */
public record ColumnStatistics(
    int fieldId, long bytes, long values, long absent, long notNumbers, @Nullable Bounds bounds) {

  static ColumnStatistics none(int fieldId) {
    return new ColumnStatistics(fieldId, 0, 0, 0, 0, null);
  }

  ColumnStatistics plus(ColumnStatistics more) {
    boolean thisHasValues = values - absent > 0;
    boolean moreHasValues = more.values - more.absent > 0;
    Bounds union =
        thisHasValues && moreHasValues
            ? Bounds.union(bounds, more.bounds)
            : thisHasValues ? bounds : more.bounds;
    return new ColumnStatistics(
        fieldId,
        bytes + more.bytes,
        values + more.values,
        absent + more.absent,
        notNumbers + more.notNumbers,
        union);
  }
}
