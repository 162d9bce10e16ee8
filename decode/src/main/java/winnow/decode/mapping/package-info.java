// SPDX-License-Identifier: Apache-2.0
/** Tables and JSON lines of any make, read as a mapping file says. */
@NullMarked
package winnow.decode.mapping;

import org.jspecify.annotations.NullMarked;
