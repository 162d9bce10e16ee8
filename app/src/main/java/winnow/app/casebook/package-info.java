// SPDX-License-Identifier: Apache-2.0
/** What people decide: suppressions, verdicts, and what became of them. */
@NullMarked
package winnow.app.casebook;

import org.jspecify.annotations.NullMarked;
