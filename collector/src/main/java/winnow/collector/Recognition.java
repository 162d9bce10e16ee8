// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.lake.Lake;
import winnow.lake.catalog.InputContent.Beginnings;
import winnow.lake.catalog.LedgerEntry;

/**
 * What the ledger knows of a file before it is decoded. A file whose stored bytes are known is read
 * once; a compressed one is unpacked for it only when an input starts as it does.
 *
 * @param storedSha256 SHA-256 of its stored bytes, lower-case hex
 * @param content its bytes, decompressed; null when decoding will tell
 * @param known the input that it is; null when it is none
 * @param beginning the input that it continues; null when it continues none
 * @param beginningBytes how many of its bytes that one has
 * @param seen the inputs that it was compared with
 */
public record Recognition(
    String storedSha256,
    @Nullable Content content,
    @Nullable LedgerEntry known,
    @Nullable LedgerEntry beginning,
    long beginningBytes,
    Beginnings seen) {

  /**
   * The bytes of an input, decompressed.
   *
   * @param sha256 their SHA-256, lower-case hex
   * @param sizeBytes how many there are
   */
  record Content(String sha256, long sizeBytes) {}

  /**
   * Compares a file with the inputs in a lake.
   *
   * @param head its first bytes, decompressed
   */
  public static Recognition of(InputFile file, byte[] head, Lake lake) throws IOException {
    Beginnings seen = lake.beginnings(head);
    boolean isCompressed = file.isCompressed();
    ContentStream stored;
    try (ContentStream input =
        new ContentStream(file.openStored(), isCompressed ? new TreeSet<>() : seen.sizes())) {
      stored = input.readThrough();
    }
    LedgerEntry known = lake.findInput(stored.sha256()).orElse(null);
    if (known != null || (isCompressed && seen.sizes().isEmpty())) {
      Content content = isCompressed ? null : stored.content();
      return new Recognition(stored.sha256(), content, known, null, 0, seen);
    }
    ContentStream content = isCompressed ? unpacked(file, seen) : stored;
    if (isCompressed) {
      known = lake.findInput(content.sha256()).orElse(null);
    }
    return found(stored.sha256(), content, known, seen, lake);
  }

  private static ContentStream unpacked(InputFile file, Beginnings seen) throws IOException {
    try (ContentStream input = new ContentStream(file.open(bytes -> {}), seen.sizes())) {
      return input.readThrough();
    }
  }

  private static Recognition found(
      String storedSha256,
      ContentStream content,
      @Nullable LedgerEntry known,
      Beginnings seen,
      Lake lake) {
    LedgerEntry beginning = null;
    long bytes = 0;
    if (known == null) {
      for (Map.Entry<Long, String> prefix : content.prefixes().entrySet()) {
        Optional<LedgerEntry> entry = lake.findInput(prefix.getValue());
        bytes = entry.isPresent() ? prefix.getKey() : bytes;
        beginning = entry.orElse(beginning);
      }
    }
    return new Recognition(storedSha256, content.content(), known, beginning, bytes, seen);
  }
}
