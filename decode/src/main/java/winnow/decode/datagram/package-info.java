// SPDX-License-Identifier: Apache-2.0
/** Flow datagrams of any protocol, told by their content: one at a time, in files, in streams. */
@NullMarked
package winnow.decode.datagram;

import org.jspecify.annotations.NullMarked;
