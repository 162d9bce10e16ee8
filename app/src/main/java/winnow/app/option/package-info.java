// SPDX-License-Identifier: Apache-2.0
/** What commands have in common: options, exit codes. */
@NullMarked
package winnow.app.option;

import org.jspecify.annotations.NullMarked;
