// SPDX-License-Identifier: Apache-2.0
/** Packets as they pass a network interface. */
@NullMarked
package winnow.collector.capture;

import org.jspecify.annotations.NullMarked;
