// SPDX-License-Identifier: Apache-2.0
/** TCP segments put in order, and given to whoever knows what they say. */
@NullMarked
package winnow.decode.stream;

import org.jspecify.annotations.NullMarked;
