// SPDX-License-Identifier: Apache-2.0
/** Who talks to whom, when and how much: conversations, name look-ups and web requests. */
@NullMarked
package winnow.synth.traffic;

import org.jspecify.annotations.NullMarked;
