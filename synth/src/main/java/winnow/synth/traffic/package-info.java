// SPDX-License-Identifier: Apache-2.0
/**
 * Conversations, name look-ups and web requests: what they are, and how hosts come to have them.
 */
@NullMarked
package winnow.synth.traffic;

import org.jspecify.annotations.NullMarked;
