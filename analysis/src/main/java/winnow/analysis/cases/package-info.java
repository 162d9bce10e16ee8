// SPDX-License-Identifier: Apache-2.0
/** Evidence into cases: one host on one day, ranked, with what it rests on in words and numbers. */
@NullMarked
package winnow.analysis.cases;

import org.jspecify.annotations.NullMarked;
