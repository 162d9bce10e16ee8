// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What a lake does on any storage. */
abstract class LakeContract
    implements LakeIngestContract, LakeInputsContract, LakeScanContract, LakeHousekeepingContract {
  @TempDir Path folder;
}
