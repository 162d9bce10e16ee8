// SPDX-License-Identifier: Apache-2.0
/** What the hosts of a network did on a day, in numbers. */
@NullMarked
package winnow.analysis.host;

import org.jspecify.annotations.NullMarked;
