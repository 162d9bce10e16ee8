// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/** The input is in the lake already; nothing was added. */
public final class DuplicateInputException extends RuntimeException {
  private final transient LedgerEntry existing;

  /** The input that {@code existing} stands for was to be ingested again. */
  public DuplicateInputException(LedgerEntry existing) {
    super(
        "input "
            + existing.input().sha256()
            + " was ingested already, as "
            + existing.input().name()
            + " at "
            + existing.ingestedAt());
    this.existing = existing;
  }

  /** The entry that is there. */
  public LedgerEntry existing() {
    return existing;
  }
}
