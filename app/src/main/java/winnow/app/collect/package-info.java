// SPDX-License-Identifier: Apache-2.0
/** Commands of live sources. */
@NullMarked
package winnow.app.collect;

import org.jspecify.annotations.NullMarked;
