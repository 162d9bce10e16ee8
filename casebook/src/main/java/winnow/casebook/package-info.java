// SPDX-License-Identifier: Apache-2.0
/** What people decided: suppressions, verdicts, and who did what. */
@NullMarked
package winnow.casebook;

import org.jspecify.annotations.NullMarked;
