// SPDX-License-Identifier: Apache-2.0
/** Logs that arrive as syslog messages. */
@NullMarked
package winnow.collector.syslog;

import org.jspecify.annotations.NullMarked;
