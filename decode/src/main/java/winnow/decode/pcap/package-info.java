// SPDX-License-Identifier: Apache-2.0
/** Packet captures: pcap and pcapng files, packet by packet, down to the transport payload. */
@NullMarked
package winnow.decode.pcap;

import org.jspecify.annotations.NullMarked;
