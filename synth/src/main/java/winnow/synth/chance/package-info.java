// SPDX-License-Identifier: Apache-2.0
/** What is drawn: numbers and names that depend on keys alone. */
@NullMarked
package winnow.synth.chance;

import org.jspecify.annotations.NullMarked;
