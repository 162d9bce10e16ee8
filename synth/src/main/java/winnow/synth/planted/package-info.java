// SPDX-License-Identifier: Apache-2.0
/** What attacks do, in the forms that other traffic has. */
@NullMarked
package winnow.synth.planted;

import org.jspecify.annotations.NullMarked;
