// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ranking of domains, such as Tranco or Umbrella publish: lines {@code rank,domain}. Immutable.
 */
public final class PopularDomains {
  private static final String HEADER = "rank,domain";
  private final Map<String, Integer> ranks;

  private PopularDomains(Map<String, Integer> ranks) {
    this.ranks = ranks;
  }

  /** No domain is popular. */
  public static PopularDomains none() {
    return new PopularDomains(Map.of());
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException naming file and line of what is not {@code rank,domain}
   */
  public static PopularDomains read(String fileName, Reader text) throws IOException {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    ListLines.read(
        fileName,
        HEADER,
        text,
        fields -> {
          if (fields.size() != 2 || !fields.getFirst().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("expected " + HEADER);
          }
          ranks.putIfAbsent(
              fields.get(1).toLowerCase(Locale.ROOT), Integer.valueOf(fields.getFirst()));
        });
    return new PopularDomains(ranks);
  }

  /** Number of domains. */
  public int size() {
    return ranks.size();
  }

  /** The rank of {@code domain}, from 1; in lower case, without final dot. */
  public OptionalInt rank(String domain) {
    Integer rank = ranks.get(domain);
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  /** The first label of every domain: what Apache Spot compares with. */
  public Set<String> firstLabels() {
    return ranks.keySet().stream()
        .map(domain -> domain.indexOf('.') < 0 ? domain : domain.substring(0, domain.indexOf('.')))
        .collect(Collectors.toUnmodifiableSet());
  }
}
