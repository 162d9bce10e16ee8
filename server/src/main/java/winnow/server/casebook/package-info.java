// SPDX-License-Identifier: Apache-2.0
/** The routes by which people decide. */
@NullMarked
package winnow.server.casebook;

import org.jspecify.annotations.NullMarked;
