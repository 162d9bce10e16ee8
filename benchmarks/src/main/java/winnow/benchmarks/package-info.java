// SPDX-License-Identifier: Apache-2.0
/** JMH and end-to-end benchmarks; not shipped. */
@NullMarked
package winnow.benchmarks;

import org.jspecify.annotations.NullMarked;
