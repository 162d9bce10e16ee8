// SPDX-License-Identifier: Apache-2.0
/** Events of Suricata (EVE JSON): flows, DNS, HTTP, TLS. */
@NullMarked
package winnow.decode.suricata;

import org.jspecify.annotations.NullMarked;
