// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.analysis.word.DomainClasses;

/**
 * The popular domains that an analysis compares with, and which version of the list it is.
 *
 * @param fileName name of the list's file; null when there is no list
 * @param sha256 SHA-256 of the file's bytes, hexadecimal; null when there is no list
 * @param labels domains in the form of {@link DomainClasses#popular}
 */
public record DomainList(@Nullable String fileName, @Nullable String sha256, Set<String> labels) {
  /** No list. */
  public static final DomainList NONE = new DomainList(null, null, Set.of());

  /** Takes a copy. */
  public DomainList {
    labels = Set.copyOf(labels);
  }
}
