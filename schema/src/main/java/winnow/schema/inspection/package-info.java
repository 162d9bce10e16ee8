// SPDX-License-Identifier: Apache-2.0
/** What sensors that look into a conversation find there. */
@NullMarked
package winnow.schema.inspection;

import org.jspecify.annotations.NullMarked;
