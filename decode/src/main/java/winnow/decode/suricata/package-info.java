// SPDX-License-Identifier: Apache-2.0
/** Events of Suricata (EVE JSON): flows with what others tell of them, DNS, HTTP. */
@NullMarked
package winnow.decode.suricata;

import org.jspecify.annotations.NullMarked;
