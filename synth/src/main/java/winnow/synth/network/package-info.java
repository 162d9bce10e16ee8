// SPDX-License-Identifier: Apache-2.0
/** The hosts, subnets and Internet of a scenario; fixed for all its days. */
@NullMarked
package winnow.synth.network;

import org.jspecify.annotations.NullMarked;
