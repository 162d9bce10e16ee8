// SPDX-License-Identifier: Apache-2.0
/** sFlow version 5 (sFlow.org, July 2004): sampled packets as flows. */
@NullMarked
package winnow.decode.sflow;

import org.jspecify.annotations.NullMarked;
