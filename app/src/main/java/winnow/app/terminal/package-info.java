// SPDX-License-Identifier: Apache-2.0
/** What a person at a terminal sees: bars, numbers, rows. */
@NullMarked
package winnow.app.terminal;

import org.jspecify.annotations.NullMarked;
