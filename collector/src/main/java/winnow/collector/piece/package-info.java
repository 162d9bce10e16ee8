// SPDX-License-Identifier: Apache-2.0
/** Cuts the pieces that a decoder rejected out of an input, so that they can be read again. */
@NullMarked
package winnow.collector.piece;

import org.jspecify.annotations.NullMarked;
