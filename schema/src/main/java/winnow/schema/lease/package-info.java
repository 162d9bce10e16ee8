// SPDX-License-Identifier: Apache-2.0
/** Who had which address, as DHCP servers tell it. */
@NullMarked
package winnow.schema.lease;

import org.jspecify.annotations.NullMarked;
