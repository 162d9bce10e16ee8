// SPDX-License-Identifier: Apache-2.0
/** The nouns, and the one declaration of every column. */
@NullMarked
package winnow.schema;

import org.jspecify.annotations.NullMarked;
