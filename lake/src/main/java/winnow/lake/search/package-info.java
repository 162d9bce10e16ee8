// SPDX-License-Identifier: Apache-2.0
/** SQL over the files of the lake, read only. */
@NullMarked
package winnow.lake.search;

import org.jspecify.annotations.NullMarked;
