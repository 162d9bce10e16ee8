// SPDX-License-Identifier: Apache-2.0
/** Listens, keeps in the spool, publishes to the lake. */
@NullMarked
package winnow.collector.live;

import org.jspecify.annotations.NullMarked;
