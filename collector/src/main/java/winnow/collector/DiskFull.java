// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.LakeException;

/** Tells a full disk from other failures: going on with the next input is of no use then. */
final class DiskFull {
  private static final String[] SIGNS = {
    "No space left on device", "Disk quota exceeded", "SQLITE_FULL", "There is not enough space"
  };

  private DiskFull() {}

  /** Whether {@code failure} or a cause of it says that there is no more space. */
  static boolean isCauseOf(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      for (String sign : SIGNS) {
        if (message.contains(sign)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Does nothing unless the disk is full.
   *
   * @throws LakeException when it is
   */
  static void rethrow(Exception failure) {
    if (isCauseOf(failure)) {
      throw new LakeException(
          "the disk is full; what was published is safe, and the same command goes on from there"
              + " once there is space ('winnow housekeep' frees some): "
              + failure.getMessage(),
          failure);
    }
  }
}
