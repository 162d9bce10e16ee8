// SPDX-License-Identifier: Apache-2.0

/** What {@code winnow evaluate} prints beside its table. */
@NullMarked
package winnow.app.evaluate;

import org.jspecify.annotations.NullMarked;
