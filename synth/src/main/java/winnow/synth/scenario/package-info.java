// SPDX-License-Identifier: Apache-2.0
/** What to make: the size, the days, the seed and the planted attacks. */
@NullMarked
package winnow.synth.scenario;

import org.jspecify.annotations.NullMarked;
