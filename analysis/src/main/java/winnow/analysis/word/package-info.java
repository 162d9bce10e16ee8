// SPDX-License-Identifier: Apache-2.0
/** Rows to words: the features of Apache Spot, exact, packed into longs. Pure functions. */
@NullMarked
package winnow.analysis.word;

import org.jspecify.annotations.NullMarked;
