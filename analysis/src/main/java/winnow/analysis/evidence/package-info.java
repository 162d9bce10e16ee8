// SPDX-License-Identifier: Apache-2.0
/** Scores into p-values, and p-values into one; pure, the same bits whatever the order. */
@NullMarked
package winnow.analysis.evidence;

import org.jspecify.annotations.NullMarked;
