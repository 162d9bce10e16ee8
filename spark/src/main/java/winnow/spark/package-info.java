// SPDX-License-Identifier: Apache-2.0
/** The same analysis on a cluster: Spark moves rows to functions, and their answers back. */
@NullMarked
package winnow.spark;

import org.jspecify.annotations.NullMarked;
