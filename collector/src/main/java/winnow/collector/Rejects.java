// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import winnow.collector.piece.Excerpt;
import winnow.collector.piece.Excerpts;
import winnow.decode.DecodeOptions;
import winnow.lake.catalog.InputIdentity;

/**
 * What a file's decoder rejected, on its way into the quarantine.
 *
 * @param reading the file and how it was read
 * @param input its identity
 * @param isMapped whether a mapping said how
 * @param counter counted it
 */
record Rejects(FileReading reading, InputIdentity input, boolean isMapped, InputCounter counter) {

  /** Prepares the entry of the file; returns where it waits, null when nothing was rejected. */
  @Nullable Path prepare(Quarantine quarantine) throws IOException {
    if (counter.rejected() == 0) {
      return null;
    }
    boolean isWhole = counter.accepted() == 0 && reading.added() == null;
    return isWhole ? prepareWhole(quarantine) : preparePieces(quarantine);
  }

  private Path prepareWhole(Quarantine quarantine) throws IOException {
    boolean fits = reading.file().sizeBytes() <= Excerpt.MAX_BYTES;
    QuarantineEntry.Form form = fits ? QuarantineEntry.Form.WHOLE : QuarantineEntry.Form.PATH;
    QuarantineEntry entry =
        entry(
            form,
            reading.options(),
            Map.of(),
            counter.rejected(),
            fits ? reading.file().sizeBytes() : 0);
    NavigableMap<Long, byte[]> found =
        Excerpts.found(reading.format(), reading.options(), this::open, counter.places());
    return quarantine.prepare(
        entry,
        SampleTable.of(counter.samples(), found),
        target -> {
          if (fits) {
            Files.copy(reading.file().path(), target, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  /** Prepares an entry of single pieces, though none may be accepted; returns where it waits. */
  Path preparePieces(Quarantine quarantine) throws IOException {
    Excerpt excerpt =
        Excerpts.of(reading.format(), reading.options(), this::open, counter.places());
    QuarantineEntry.Form form =
        excerpt.pieces() == 0 ? QuarantineEntry.Form.SAMPLES : QuarantineEntry.Form.PIECES;
    DecodeOptions again = reading.options().only(excerpt.kinds());
    QuarantineEntry entry =
        entry(form, again, excerpt.leftOut(), excerpt.pieces(), excerpt.bytes().length);
    return quarantine.prepare(
        entry,
        SampleTable.of(counter.samples(), excerpt.found()),
        target -> {
          if (excerpt.pieces() > 0) {
            Files.write(target, excerpt.bytes());
          }
        });
  }

  private InputStream open() throws IOException {
    return reading.file().open(bytes -> {});
  }

  private QuarantineEntry entry(
      QuarantineEntry.Form form,
      DecodeOptions again,
      Map<String, Long> leftOut,
      long pieces,
      long bytes) {
    return new QuarantineEntry(
        input,
        again,
        isMapped,
        form,
        reading.file().path().toAbsolutePath(),
        Instant.now(),
        counter.rejectedByReason(),
        leftOut,
        pieces,
        bytes);
  }
}
