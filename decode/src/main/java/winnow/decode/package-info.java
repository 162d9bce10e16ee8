// SPDX-License-Identifier: Apache-2.0
/** Bytes and lines to records; pure. */
@NullMarked
package winnow.decode;

import org.jspecify.annotations.NullMarked;
