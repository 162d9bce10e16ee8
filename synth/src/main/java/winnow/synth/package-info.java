// SPDX-License-Identifier: Apache-2.0
/** Traffic and attacks made to order, as real bytes. */
@NullMarked
package winnow.synth;

import org.jspecify.annotations.NullMarked;
