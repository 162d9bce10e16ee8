// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The lists of the runs that were looked at last. A list never changes once its run is published,
 * so it is read once and then filtered in memory. Thread-safe.
 *
 * @param <R> a row of a list
 * @param <S> a row with what searches look at
 */
class RankedLists<R, S extends RankedLists.Searchable<R>> {
  private static final int KEPT = 6;

  private final String what;
  private final int longest;
  private final Reader<R> reader;
  private final Function<R, S> searchable;
  private final ToIntFunction<R> rankOf;
  private final Map<String, List<S>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<S>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * No list looked at yet.
   *
   * @param what what a row is called
   * @param longest how many rows of a list are kept, the first by rank
   */
  RankedLists(
      String what,
      int longest,
      Reader<R> reader,
      Function<R, S> searchable,
      ToIntFunction<R> rankOf) {
    this.what = what;
    this.longest = longest;
    this.reader = reader;
    this.searchable = searchable;
    this.rankOf = rankOf;
  }

  /** A row with what searches look at. */
  interface Searchable<R> {
    R row();

    /** What words are looked for in: lower case. */
    String text();

    /** Whether it has every one of the words, which are in lower case. */
    default boolean hasAll(List<String> words) {
      return words.stream().allMatch(text()::contains);
    }
  }

  /** Reads a part of the rows of a run by rank. */
  interface Reader<R> {
    List<R> read(String runId, int offset, int limit);
  }

  /** The rows of a run by rank, no more of them than are kept. */
  final List<S> of(String runId) {
    synchronized (kept) {
      List<S> known = kept.get(runId);
      if (known != null) {
        return known;
      }
    }
    List<S> read = reader.read(runId, 0, longest).stream().map(searchable).toList();
    if (!read.isEmpty()) {
      synchronized (kept) {
        kept.put(runId, read);
      }
    }
    return read;
  }

  /** A part of a run's rows by rank, however many there are. */
  final List<R> page(String runId, Page page) {
    if ((long) page.offset() + page.limit() > longest) {
      return reader.read(runId, page.offset(), page.limit());
    }
    return page.of(of(runId)).stream().map(Searchable::row).toList();
  }

  /** One row. */
  final R find(String runId, int rank) {
    return page(runId, new Page(rank - 1, 1)).stream()
        .filter(row -> rankOf.applyAsInt(row) == rank)
        .findFirst()
        .orElseThrow(
            () -> RequestException.missing("run " + runId + " has no " + what + " " + rank));
  }
}
