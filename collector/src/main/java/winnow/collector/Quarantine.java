// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import winnow.decode.Rejection;
import winnow.lake.catalog.InputIdentity;

/**
 * Samples of what was rejected: one CSV file an input, named by its digest, with the columns
 * reason, offset, detail.
 *
 * @param folder where the files are; made when needed
 */
public record Quarantine(Path folder) {
  /** Keeps {@code samples} of {@code input}; nothing is written when there are none. */
  public void keep(InputIdentity input, List<Rejection> samples) throws IOException {
    if (samples.isEmpty()) {
      return;
    }
    StringBuilder csv = new StringBuilder("reason,offset,detail\r\n");
    for (Rejection sample : samples) {
      csv.append(sample.reason().label()).append(',').append(sample.offset()).append(',');
      csv.append('"').append(sample.detail().replace("\"", "\"\"")).append("\"\r\n");
    }
    Files.createDirectories(folder);
    Files.writeString(file(input), csv, StandardCharsets.UTF_8);
  }

  /** Where the samples of {@code input} are, if there are any. */
  public Path file(InputIdentity input) {
    return folder.resolve(input.sha256() + ".csv");
  }
}
