// SPDX-License-Identifier: Apache-2.0
/** Checks of what a person writes for the product, before it is used. */
@NullMarked
package winnow.app.check;

import org.jspecify.annotations.NullMarked;
