// SPDX-License-Identifier: Apache-2.0
/** HTTP transactions read from the streams of their connections. */
@NullMarked
package winnow.decode.http;

import org.jspecify.annotations.NullMarked;
