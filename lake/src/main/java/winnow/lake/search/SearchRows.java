// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result, one after another, as they are computed. To be closed. */
public final class SearchRows implements AutoCloseable {
  SearchRows() {}

  /** Names of the columns. */
  public List<String> columns() {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * The next row: texts, numbers, booleans, {@link java.time.Instant} for times, lists; null when
   * there is no further row.
   */
  public @Nullable Object @Nullable [] next() {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
