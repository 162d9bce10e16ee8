// SPDX-License-Identifier: Apache-2.0
/** Find inputs, decode, count, append exactly once. */
@NullMarked
package winnow.collector;

import org.jspecify.annotations.NullMarked;
