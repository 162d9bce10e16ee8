// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

/**
 * The reference page of formats is what {@link Formats} lists, and each format has its section, how
 * it is recognised and what becomes of its fields, on one page of {@code formats/}; {@code
 * -Dupdate-docs=true} rewrites the list.
 */
class FormatReferenceTest {
  private static final Path LIST = Path.of("../docs/reference/formats.md");
  private static final Path FAMILIES = Path.of("../docs/reference/formats");

  /** A section of a family page. */
  private record Section(String family, String text) {}

  @Test
  void everyFormatHasOneSectionAndNoOtherHas() throws IOException {
    assertThat(sections().keySet())
        .containsExactlyInAnyOrderElementsOf(Formats.ALL.stream().map(Format::name).toList());
  }

  @Test
  void everySectionSaysHowTheFormatIsRecognised() throws IOException {
    assertThat(sections())
        .allSatisfy((name, section) -> assertThat(section.text()).startsWith("Recognised "));
  }

  @Test
  void listIsWhatIsListed() throws IOException {
    String list = list();
    if (Boolean.getBoolean("update-docs")) {
      Files.writeString(LIST, list);
    }
    assertThat(Files.readString(LIST)).isEqualTo(list);
  }

  private static String list() throws IOException {
    TreeMap<String, Section> sections = sections();
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Formats

        What `winnow ingest`, `winnow decode` and `winnow analyze --input` read. A format is told by the first %d KiB of an
        input, not by its name, in the order of this table; `--format NAME` overrides that. What is not read, such as
        other logs of Zeek and zip, 7z or tar archives, is refused with a message that says what it is.

        Good records before and after a bad one survive; what is bad is rejected, counted by reason, and kept as a sample
        with its offset. What the decoders make of captures and logs from the field is in [conformance](conformance.md);
        of the captures of two test suites, beside what those expect, in [conformance of captures](conformance-captures.md).

        gzip, zstd, bzip2, xz and lz4 are unpacked on the fly, told by content as well:

        | compression | names end with | limits |
        |---|---|---|
        | gzip | `.gz`, `.gzip` | none |
        | zstd | `.zst`, `.zstd` | a window of 128 MiB |
        | bzip2 | `.bz2`, `.bzip2` | none |
        | xz | `.xz` | 192 MiB of memory; `xz -9` takes 65 |
        | lz4 | `.lz4` | frames, not the legacy format |

        Several compressed files put one after another are read as one. A file that is cut off or damaged is refused as a
        whole, with the byte where it is: none of its rows are in the lake.

        | format | what it is | rows |
        |---|---|---|
        """
            .formatted(Formats.HEAD_BYTES / 1024));
    for (Format format : Formats.ALL) {
      Section section = sections.getOrDefault(format.name(), new Section("", ""));
      text.append(
          "| [`%s`](formats/%s#%1$s) | %s | %s |\n"
              .formatted(format.name(), section.family(), format.title(), kinds(format)));
    }
    return text.toString();
  }

  private static String kinds(Format format) {
    return format.kinds().stream()
        .sorted()
        .map(TelemetryKind::tableName)
        .collect(Collectors.joining(", "));
  }

  /** The sections of all family pages by the name of their format. */
  private static TreeMap<String, Section> sections() throws IOException {
    TreeMap<String, Section> sections = new TreeMap<>();
    for (Path page : pages()) {
      String family = page.getFileName().toString();
      String[] parts = Files.readString(page).split("(?m)^## ", -1);
      for (String part : List.of(parts).subList(1, parts.length)) {
        int end = part.indexOf('\n');
        Section section = new Section(family, part.substring(end).strip());
        assertThat(sections.put(part.substring(0, end), section))
            .as(part.substring(0, end) + " in " + family)
            .isNull();
      }
    }
    return sections;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(FAMILIES)) {
      return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }
}
