// SPDX-License-Identifier: Apache-2.0
/** What goes on in a network that nobody attacks. */
@NullMarked
package winnow.synth.benign;

import org.jspecify.annotations.NullMarked;
