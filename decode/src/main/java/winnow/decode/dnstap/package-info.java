// SPDX-License-Identifier: Apache-2.0
/** DNS messages that servers report by dnstap, in Frame Streams. */
@NullMarked
package winnow.decode.dnstap;

import org.jspecify.annotations.NullMarked;
