// SPDX-License-Identifier: Apache-2.0
/** Syslog (RFC 5424, RFC 3164): messages from streams, and the logs that they carry. */
@NullMarked
package winnow.decode.syslog;

import org.jspecify.annotations.NullMarked;
