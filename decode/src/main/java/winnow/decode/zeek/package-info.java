// SPDX-License-Identifier: Apache-2.0
/** Logs of Zeek: conn, dns and http, as tab-separated text and as JSON lines. */
@NullMarked
package winnow.decode.zeek;

import org.jspecify.annotations.NullMarked;
