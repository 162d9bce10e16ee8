// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/** A run with this id is in the lake already. */
public final class DuplicateRunException extends IllegalStateException {
  private final transient RunEntry existing;

  DuplicateRunException(RunEntry existing) {
    super(
        "the lake has a run " + existing.id() + " already, with the list " + existing.listDigest());
    this.existing = existing;
  }

  /** The run that is there. */
  public RunEntry existing() {
    return existing;
  }
}
