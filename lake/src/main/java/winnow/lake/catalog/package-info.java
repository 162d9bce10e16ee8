// SPDX-License-Identifier: Apache-2.0
/** The lake's catalogue: table pointers, ledger of inputs and registry of runs, in one database. */
@NullMarked
package winnow.lake.catalog;

import org.jspecify.annotations.NullMarked;
