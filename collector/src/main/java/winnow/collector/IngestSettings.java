// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.decode.mapping.Mapping;
import winnow.schema.TelemetryKind;

/**
 * What a person says about the files to ingest.
 *
 * @param source name of the source for column {@code source}; null for the name of each file
 * @param format name of the format; null to tell it from the content
 * @param zone time zone of local times in the files
 * @param layout layout of access logs, see {@link winnow.decode.DecodeOptions}; null when the files
 *     tell
 * @param mapping how tables and JSON lines become rows; null when the files are of known formats
 * @param kinds the kinds of records wanted
 * @param more formats to look for beside those of files, first
 */
public record IngestSettings(
    @Nullable String source,
    @Nullable String format,
    ZoneId zone,
    @Nullable String layout,
    @Nullable Mapping mapping,
    Set<TelemetryKind> kinds,
    List<Format> more) {
  /** Copies the collections. */
  public IngestSettings {
    kinds = Set.copyOf(kinds);
    more = List.copyOf(more);
  }

  /** Each file is its own source, formats are told from content, times are UTC, all kinds. */
  public static IngestSettings defaults() {
    return of(null, ZoneOffset.UTC);
  }

  /**
   * Formats are told from content, and all kinds are wanted.
   *
   * @param source name of the source; null for the name of each file
   * @param zone time zone of local times
   */
  public static IngestSettings of(@Nullable String source, ZoneId zone) {
    return new IngestSettings(
        source, null, zone, null, null, EnumSet.allOf(TelemetryKind.class), List.of());
  }

  /** The same, but only records of {@code wanted} kinds. */
  public IngestSettings only(Set<TelemetryKind> wanted) {
    return new IngestSettings(source, format, zone, layout, mapping, wanted, more);
  }

  /** The format of {@code file}, which starts with {@code head}; empty when it is none of ours. */
  Optional<Format> formatOf(byte[] head, InputFile file) {
    String name = file.nameWithoutCompression();
    for (Format one : more) {
      if (one.recognizer().matches(head, name)) {
        return Optional.of(one);
      }
    }
    return mapping != null
        ? Optional.of(mapping.format())
        : Formats.choose(head, name, format, layout);
  }

  /** What a decoder needs to know of {@code file}. */
  DecodeOptions optionsOf(InputFile file) throws IOException {
    return new DecodeOptions(file.fileName(), zone, layout, file.modifiedAt()).only(kinds);
  }
}
