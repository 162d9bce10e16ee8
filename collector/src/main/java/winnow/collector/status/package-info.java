// SPDX-License-Identifier: Apache-2.0
/** How the sources of a collector are doing: as a table, as metrics, as health. */
@NullMarked
package winnow.collector.status;

import org.jspecify.annotations.NullMarked;
