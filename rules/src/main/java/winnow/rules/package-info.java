// SPDX-License-Identifier: Apache-2.0
/** The rules of the house that hold in every module. */
@NullMarked
package winnow.rules;

import org.jspecify.annotations.NullMarked;
