// SPDX-License-Identifier: Apache-2.0
/** Tables of telemetry and results: append, commit, plan, scan, retain. */
@NullMarked
package winnow.lake;

import org.jspecify.annotations.NullMarked;
