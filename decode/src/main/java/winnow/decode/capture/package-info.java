// SPDX-License-Identifier: Apache-2.0
/** Telemetry found in packet captures. */
@NullMarked
package winnow.decode.capture;

import org.jspecify.annotations.NullMarked;
