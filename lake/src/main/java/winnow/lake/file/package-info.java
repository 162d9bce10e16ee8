// SPDX-License-Identifier: Apache-2.0
/** The files of a lake on a local disk. */
@NullMarked
package winnow.lake.file;

import org.jspecify.annotations.NullMarked;
