// SPDX-License-Identifier: Apache-2.0
/** Traffic of hosts of other networks, done again by hosts of the invented one. */
@NullMarked
package winnow.synth.blend;

import org.jspecify.annotations.NullMarked;
