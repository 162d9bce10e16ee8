// SPDX-License-Identifier: Apache-2.0
/** What is known about an address, a name, a host. */
@NullMarked
package winnow.context;

import org.jspecify.annotations.NullMarked;
