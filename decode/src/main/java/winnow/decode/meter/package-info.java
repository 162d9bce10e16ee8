// SPDX-License-Identifier: Apache-2.0
/** Packets summed up to bidirectional flows. */
@NullMarked
package winnow.decode.meter;

import org.jspecify.annotations.NullMarked;
