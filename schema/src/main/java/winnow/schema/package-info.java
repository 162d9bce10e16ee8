// SPDX-License-Identifier: Apache-2.0
/** The nouns: what was seen, as records, and how to build them. */
@NullMarked
package winnow.schema;

import org.jspecify.annotations.NullMarked;
