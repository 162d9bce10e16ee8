// SPDX-License-Identifier: Apache-2.0
/** End-to-end and micro-benchmarks; not shipped. */
@NullMarked
package winnow.benchmarks;

import org.jspecify.annotations.NullMarked;
