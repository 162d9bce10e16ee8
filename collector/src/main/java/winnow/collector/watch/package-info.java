// SPDX-License-Identifier: Apache-2.0
/** Folders that files come to: each is ingested once, when its writer is done with it. */
@NullMarked
package winnow.collector.watch;

import org.jspecify.annotations.NullMarked;
