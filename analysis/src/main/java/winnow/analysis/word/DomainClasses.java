// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which domains are the organisation's own, which are popular with everybody.
 *
 * @param popular popular domains, each without its top-level domain, as {@link DomainParts#domain}
 * @param userDomain the organisation's own domain in the same form; null when it names none
 */
public record DomainClasses(Set<String> popular, @Nullable String userDomain) {
  /** No domain is special. */
  public static final DomainClasses NONE = new DomainClasses(Set.of(), null);

  /** The class of domains that are neither. */
  public static final int OTHER = 0;

  /** The class of popular domains. */
  public static final int POPULAR = 1;

  /** The class of the organisation's own domain. */
  public static final int OWN = 2;

  /** Takes a copy. */
  public DomainClasses {
    popular = Set.copyOf(popular);
  }

  /** The class of {@code domain}, which is null when a name has none. */
  public int classOf(@Nullable String domain) {
    if (domain == null) {
      return OTHER;
    }
    if (domain.equals(userDomain)) {
      return OWN;
    }
    return popular.contains(domain) ? POPULAR : OTHER;
  }
}
