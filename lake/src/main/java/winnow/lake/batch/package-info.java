// SPDX-License-Identifier: Apache-2.0
/** Rows of column batches: chosen, joined, read one by one. */
@NullMarked
package winnow.lake.batch;

import org.jspecify.annotations.NullMarked;
