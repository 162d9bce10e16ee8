// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import winnow.collector.piece.Continuation;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.format.Format;

/**
 * A file and all that it takes to decode it, or what follows the input that it continues.
 *
 * @param file the file
 * @param format how it is read
 * @param options with what it is read
 * @param found what the ledger knows of it; null without a ledger
 * @param added what it adds to the input that it continues; null when all of it is to be decoded
 */
record FileReading(
    InputFile file,
    Format format,
    DecodeOptions options,
    @Nullable Recognition found,
    @Nullable Continuation added) {

  /**
   * Prepares to decode a file; for a continuation in a format that cannot be read from the middle,
   * {@link #obstacle} says so.
   */
  static FileReading of(
      InputFile file, Format format, IngestSettings settings, @Nullable Recognition found)
      throws IOException {
    DecodeOptions options = settings.optionsOf(file);
    Continuation added =
        found == null || found.beginning() == null
            ? null
            : Continuation.of(
                format, options, () -> file.open(bytes -> {}), found.beginningBytes());
    return new FileReading(file, format, options, found, added);
  }

  /** Why it cannot be decoded; null when it can. */
  @Nullable String obstacle() {
    if (found == null || found.beginning() == null || added != null) {
      return null;
    }
    return "its first %d bytes are in the lake already, as %s, and what follows in a %s cannot be"
            .formatted(found.beginningBytes(), found.beginning().input().name(), format.title())
        + " read without them: read such files when they are finished, captures with winnow collect"
        + " --follow, or cut the rest off into a file of its own";
  }

  /**
   * Decodes it.
   *
   * @param counter takes what is found
   * @param progress is told how many bytes of the file were read since the last time
   * @return the content of the whole file
   */
  Recognition.Content decode(InputCounter counter, LongConsumer progress) throws IOException {
    Recognition.Content known = found == null ? null : found.content();
    try (InputStream opened = added == null ? file.open(progress) : added.open()) {
      if (known != null) {
        decode(opened, counter);
        return known;
      }
      ContentStream digested = new ContentStream(opened, new TreeSet<>());
      decode(digested, counter);
      return digested.readThrough().content();
    }
  }

  private void decode(InputStream input, InputCounter counter) throws IOException {
    try (ZeekSiblings siblings = new ZeekSiblings(file, format.name())) {
      DecodeSink sink = siblings.joining(counter);
      format.newDecoder().create(options).decode(input, added == null ? sink : added.placing(sink));
    }
  }
}
