// SPDX-License-Identifier: Apache-2.0
/**
 * Words and counts to scores: the corpus of a period, its model, the rows that it finds least
 * likely.
 */
@NullMarked
package winnow.analysis.score;

import org.jspecify.annotations.NullMarked;
