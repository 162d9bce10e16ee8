// SPDX-License-Identifier: Apache-2.0
/** What arrives live, on disk until it is in the lake. */
@NullMarked
package winnow.collector.spool;

import org.jspecify.annotations.NullMarked;
