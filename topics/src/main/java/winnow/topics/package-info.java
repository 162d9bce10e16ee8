// SPDX-License-Identifier: Apache-2.0
/** LDA, and nothing about networks. */
@NullMarked
package winnow.topics;

import org.jspecify.annotations.NullMarked;
