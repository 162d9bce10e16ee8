// SPDX-License-Identifier: Apache-2.0
/** The engine seam: runs over a lake, their manifests, and their verification. */
@NullMarked
package winnow.analysis.run;

import org.jspecify.annotations.NullMarked;
