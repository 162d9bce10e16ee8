// SPDX-License-Identifier: Apache-2.0
/**
 * Logs of Zeek, as tab-separated text and as JSON lines; connections joined with what others tell.
 */
@NullMarked
package winnow.decode.zeek;

import org.jspecify.annotations.NullMarked;
