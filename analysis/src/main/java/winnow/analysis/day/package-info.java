// SPDX-License-Identifier: Apache-2.0
/**
 * The rows of a day as counts: integers by host and what it dealt with, the same whatever the order
 * of rows and the parts that they came in.
 */
@NullMarked
package winnow.analysis.day;

import org.jspecify.annotations.NullMarked;
