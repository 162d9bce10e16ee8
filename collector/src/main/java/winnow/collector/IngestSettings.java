// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about the files to ingest.
 *
 * @param source name of the source for column {@code source}; null for the name of each file
 * @param format name of the format; null to tell it from the content
 * @param zone time zone of local times in the files
 */
public record IngestSettings(@Nullable String source, @Nullable String format, ZoneId zone) {
  /** Each file is its own source, formats are told from content, times are UTC. */
  public static IngestSettings defaults() {
    return new IngestSettings(null, null, ZoneOffset.UTC);
  }
}
