// SPDX-License-Identifier: Apache-2.0
/** Which formats there are, and how the first bytes tell them apart. */
@NullMarked
package winnow.decode.format;

import org.jspecify.annotations.NullMarked;
