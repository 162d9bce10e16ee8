// SPDX-License-Identifier: Apache-2.0
/** Rows read once, in parallel, into counts of the words of documents. */
@NullMarked
package winnow.analysis.count;

import org.jspecify.annotations.NullMarked;
