// SPDX-License-Identifier: Apache-2.0
/** Records to words, words to evidence, evidence to findings. */
@NullMarked
package winnow.analysis;

import org.jspecify.annotations.NullMarked;
