// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import winnow.lake.catalog.LedgerEntry;

/**
 * What became of an input that was to be published.
 *
 * @param entry the ledger's entry for its digest
 * @param isNew whether it came into the lake now; otherwise it was there, and nothing was added
 */
public record Published(LedgerEntry entry, boolean isNew) {}
