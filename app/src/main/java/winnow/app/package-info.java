// SPDX-License-Identifier: Apache-2.0
/** main, sub-commands, configuration, wiring. */
@NullMarked
package winnow.app;

import org.jspecify.annotations.NullMarked;
