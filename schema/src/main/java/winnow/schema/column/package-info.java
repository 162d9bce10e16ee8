// SPDX-License-Identifier: Apache-2.0
/** The one declaration of every column. */
@NullMarked
package winnow.schema.column;

import org.jspecify.annotations.NullMarked;
