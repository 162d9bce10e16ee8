// SPDX-License-Identifier: Apache-2.0
/** Rows of the lake in the vocabularies of other systems. */
@NullMarked
package winnow.app.export;

import org.jspecify.annotations.NullMarked;
