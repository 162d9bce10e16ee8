// SPDX-License-Identifier: Apache-2.0
/** Flow datagrams: NetFlow version 5, version 9 (RFC 3954) and IPFIX (RFC 7011). */
@NullMarked
package winnow.decode.netflow;

import org.jspecify.annotations.NullMarked;
