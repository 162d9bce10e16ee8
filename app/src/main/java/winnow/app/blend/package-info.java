// SPDX-License-Identifier: Apache-2.0
/** Records of other networks, to be blended into an invented one. */
@NullMarked
package winnow.app.blend;

import org.jspecify.annotations.NullMarked;
