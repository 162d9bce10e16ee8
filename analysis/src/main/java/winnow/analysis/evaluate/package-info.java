// SPDX-License-Identifier: Apache-2.0
/** How well a method finds what is known to be there; pure. */
@NullMarked
package winnow.analysis.evaluate;

import org.jspecify.annotations.NullMarked;
