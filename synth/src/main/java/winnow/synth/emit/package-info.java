// SPDX-License-Identifier: Apache-2.0
/** Traffic as bytes: exporters, captures and logs. */
@NullMarked
package winnow.synth.emit;

import org.jspecify.annotations.NullMarked;
