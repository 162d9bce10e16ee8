// SPDX-License-Identifier: Apache-2.0
/** The command that shows what was rejected, and decodes it again. */
@NullMarked
package winnow.app.quarantine;

import org.jspecify.annotations.NullMarked;
