// SPDX-License-Identifier: Apache-2.0
/** What people called benign, as training takes it. */
@NullMarked
package winnow.analysis.feedback;

import org.jspecify.annotations.NullMarked;
