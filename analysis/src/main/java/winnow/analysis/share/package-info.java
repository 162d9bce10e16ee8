// SPDX-License-Identifier: Apache-2.0
/**
 * An analysis whose rows are counted in many processes: what they and the process that judges tell
 * each other, as bytes, and what each of them does. Nothing here knows how bytes travel.
 */
@NullMarked
package winnow.analysis.share;

import org.jspecify.annotations.NullMarked;
