// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.format.Format;
import winnow.decode.mapping.Mapping;
import winnow.lake.Lake;

/**
 * Decodes what is in quarantine again. What is accepted now goes into the lake under the digest of
 * what was kept, as any other input, so that it does so once; what is rejected still becomes an
 * entry of its own.
 *
 * @param lake where records go
 * @param quarantine what is decoded
 * @param corrections what is to be done otherwise
 * @param more formats beside those of files
 */
public record QuarantineRetry(
    Lake lake, Quarantine quarantine, Corrections corrections, List<Format> more) {
  /** Copies the list. */
  public QuarantineRetry {
    more = List.copyOf(more);
  }

  /**
   * What was wrong the last time; null for what was not.
   *
   * @param format name of the format
   * @param zone time zone of local times
   * @param layout layout of access logs
   * @param mapping how tables and JSON lines become rows
   */
  public record Corrections(
      @Nullable String format,
      @Nullable ZoneId zone,
      @Nullable String layout,
      @Nullable Mapping mapping) {
    /** Nothing was wrong but the program. */
    public static final Corrections NONE = new Corrections(null, null, null, null);
  }

  /**
   * Decodes an entry again.
   *
   * @throws IOException when it cannot be read; lake and quarantine are as before
   */
  public IngestOutcome retry(QuarantineEntry entry) throws IOException {
    boolean isRefused = entry.form() == QuarantineEntry.Form.REFUSED;
    Path path = isRefused || entry.form() == QuarantineEntry.Form.PATH ? entry.path() : null;
    InputFile file =
        new InputFile(
            path == null ? quarantine.pieces(entry) : path, entry.input().name(), entry.bytes());
    String obstacle = obstacle(entry);
    if (obstacle != null) {
      return new IngestOutcome.Refused(file, obstacle);
    }
    InputFile found = new InputFile(file.path(), file.name(), Files.size(file.path()));
    boolean isWhole = entry.form() != QuarantineEntry.Form.PIECES && !isRefused;
    if (isWhole && !found.hasDigest(entry.sha256())) {
      return new IngestOutcome.Refused(found, found.path() + " is no longer what it was");
    }
    IngestOutcome outcome =
        new FileIngest(lake, quarantine, settings(entry)).ingest(found, bytes -> {});
    if (!isRefused) {
      conclude(entry, found, outcome);
    }
    return outcome;
  }

  /** The outcome of trying {@code entry} when it ended with {@code failure}. */
  public IngestOutcome failed(QuarantineEntry entry, Exception failure) {
    return IngestOutcome.Failed.of(
        new InputFile(quarantine.pieces(entry), entry.input().name(), entry.bytes()), failure);
  }

  private @Nullable String obstacle(QuarantineEntry entry) {
    String obstacle = entry.obstacle();
    if (obstacle == null && entry.isMapped() && corrections.mapping() == null) {
      return "it was read with a mapping; name it with --mapping";
    }
    return obstacle;
  }

  private void conclude(QuarantineEntry entry, InputFile file, IngestOutcome outcome)
      throws IOException {
    boolean hasPieces = entry.form() == QuarantineEntry.Form.PIECES;
    switch (outcome) {
      case IngestOutcome.Ingested done -> {
        if (hasPieces) {
          quarantine.remove(entry.sha256());
        }
      }
      case IngestOutcome.Known known -> quarantine.remove(entry.sha256());
      case IngestOutcome.NothingUsable none -> {
        if (hasPieces && !none.counts().rejected().isEmpty()) {
          quarantine.remove(file.sha256());
        }
      }
      case IngestOutcome.Refused refused -> {}
      case IngestOutcome.Failed failed -> {}
    }
  }

  /** Null when it was told from the content, in vain. */
  private static @Nullable String formatOf(QuarantineEntry entry) {
    boolean isRefused = entry.form() == QuarantineEntry.Form.REFUSED;
    return isRefused ? null : entry.input().format();
  }

  private IngestSettings settings(QuarantineEntry entry) {
    String layout = corrections.layout();
    String format = corrections.format();
    boolean asBefore = layout == null && format == null;
    ZoneId zone = corrections.zone();
    return new IngestSettings(
        entry.input().source(),
        asBefore ? formatOf(entry) : format,
        zone == null ? entry.options().zone() : zone,
        asBefore ? entry.options().layout() : layout,
        corrections.mapping(),
        entry.options().kinds(),
        more);
  }
}
