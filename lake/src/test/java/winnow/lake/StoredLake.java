// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.time.InstantSource;

/** A lake on some storage. */
interface StoredLake {
  /** The lake of the test, opened; it is there when it was not before. */
  Lake open(LakeSettings settings, InstantSource clock);

  /** How many files with rows the storage holds. */
  long dataFiles() throws IOException;

  default Lake open(LakeSettings settings) {
    return open(settings, InstantSource.system());
  }

  default Lake open() {
    return open(LakeSettings.defaults());
  }
}
