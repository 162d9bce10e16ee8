// SPDX-License-Identifier: Apache-2.0
/** Traffic and threat logs of PAN-OS firewalls. */
@NullMarked
package winnow.decode.panos;

import org.jspecify.annotations.NullMarked;
