// SPDX-License-Identifier: Apache-2.0
/** The query logs of DNS servers: BIND, Unbound, dnsmasq, Windows. */
@NullMarked
package winnow.decode.dnslog;

import org.jspecify.annotations.NullMarked;
