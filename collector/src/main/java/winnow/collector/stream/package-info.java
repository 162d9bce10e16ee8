// SPDX-License-Identifier: Apache-2.0
/** Sources that senders connect to: IPFIX over TCP and TLS, dnstap. */
@NullMarked
package winnow.collector.stream;

import org.jspecify.annotations.NullMarked;
