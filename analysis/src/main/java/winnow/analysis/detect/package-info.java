// SPDX-License-Identifier: Apache-2.0
/** What rarity alone cannot see: timing, and names that carry data. Pure. */
@NullMarked
package winnow.analysis.detect;

import org.jspecify.annotations.NullMarked;
