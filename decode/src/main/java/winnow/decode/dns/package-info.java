// SPDX-License-Identifier: Apache-2.0
/** DNS messages and the transactions they make up. */
@NullMarked
package winnow.decode.dns;

import org.jspecify.annotations.NullMarked;
