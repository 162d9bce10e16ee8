// SPDX-License-Identifier: Apache-2.0
/** Flows as programs print them for people to read. */
@NullMarked
package winnow.decode.flowtext;

import org.jspecify.annotations.NullMarked;
