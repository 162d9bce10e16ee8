// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.util.Arrays;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/** Where an input was rejected, up to a limit. Not thread-safe. */
public final class RejectedPlaces {
  /** How many places are kept; those beyond are counted. */
  public static final int MAX_PLACES = 100_000;

  private long[] offsets = {};
  private int count;
  private long beyond;
  private long withoutTemplate;

  /** Notes where {@code rejection} is. */
  public void add(Rejection rejection) {
    if (rejection.reason() == RejectReason.MISSING_TEMPLATE) {
      withoutTemplate++;
    } else if (count == MAX_PLACES) {
      beyond++;
    } else {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, Math.max(16, count * 2));
      }
      offsets[count++] = rejection.offset();
    }
  }

  /** Byte offsets in the decompressed input, ascending, one a rejection. */
  long[] ascending() {
    long[] sorted = Arrays.copyOf(offsets, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Rejections whose places were not kept since there were too many. */
  long beyond() {
    return beyond;
  }

  /** Rejections of data that cannot be read without what another piece would have to say. */
  long withoutTemplate() {
    return withoutTemplate;
  }
}
