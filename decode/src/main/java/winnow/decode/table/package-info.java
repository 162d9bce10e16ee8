// SPDX-License-Identifier: Apache-2.0
/** Our own CSV and JSON lines: one column for each column of the table. */
@NullMarked
package winnow.decode.table;

import org.jspecify.annotations.NullMarked;
