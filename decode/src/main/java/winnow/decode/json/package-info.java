// SPDX-License-Identifier: Apache-2.0
/** Nested JSON, read as it streams by. */
@NullMarked
package winnow.decode.json;

import org.jspecify.annotations.NullMarked;
