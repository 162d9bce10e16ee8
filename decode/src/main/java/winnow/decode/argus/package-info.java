// SPDX-License-Identifier: Apache-2.0
/** Bidirectional flows as Argus' client `ra` prints them with a header line. */
@NullMarked
package winnow.decode.argus;

import org.jspecify.annotations.NullMarked;
