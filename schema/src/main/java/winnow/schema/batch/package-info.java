// SPDX-License-Identifier: Apache-2.0
/** Rows held column by column, and what makes them of records. */
@NullMarked
package winnow.schema.batch;

import org.jspecify.annotations.NullMarked;
