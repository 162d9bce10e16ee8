// SPDX-License-Identifier: Apache-2.0
/** What the analysis and people say of evidence, in terms that both share. */
@NullMarked
package winnow.schema.evidence;

import org.jspecify.annotations.NullMarked;
