// SPDX-License-Identifier: Apache-2.0
/** Joins what several logs or events tell about one flow. */
@NullMarked
package winnow.decode.join;

import org.jspecify.annotations.NullMarked;
