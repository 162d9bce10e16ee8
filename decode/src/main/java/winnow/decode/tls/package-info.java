// SPDX-License-Identifier: Apache-2.0
/** What TLS handshakes give away: names, versions and fingerprints. */
@NullMarked
package winnow.decode.tls;

import org.jspecify.annotations.NullMarked;
