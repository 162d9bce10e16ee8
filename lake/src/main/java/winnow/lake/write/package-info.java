// SPDX-License-Identifier: Apache-2.0
/** Rows to data files: sorted into partitions in memory, encoded, and not yet published. */
@NullMarked
package winnow.lake.write;

import org.jspecify.annotations.NullMarked;
