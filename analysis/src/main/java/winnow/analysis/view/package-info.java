// SPDX-License-Identifier: Apache-2.0
/** Views of telemetry: words that hosts' rows become, and how surprising they are. */
@NullMarked
package winnow.analysis.view;

import org.jspecify.annotations.NullMarked;
