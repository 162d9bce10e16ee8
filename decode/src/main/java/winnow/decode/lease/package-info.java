// SPDX-License-Identifier: Apache-2.0
/** What DHCP servers keep of the addresses that they gave, and who got them. */
@NullMarked
package winnow.decode.lease;

import org.jspecify.annotations.NullMarked;
