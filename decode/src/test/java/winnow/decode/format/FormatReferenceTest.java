// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

/**
 * The reference page of formats is what {@link Formats} lists, with the notes of `notes.md`; {@code
 * -Dupdate-docs=true} rewrites it.
 */
class FormatReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/formats.md");

  @Test
  void pageOfFormatsIsWhatIsListed() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyFormatHasNotesAndNoOtherHas() throws IOException {
    assertThat(notes().keySet())
        .containsExactlyElementsOf(Formats.ALL.stream().map(Format::name).toList());
    assertThat(notes()).allSatisfy((name, note) -> assertThat(note).startsWith("Recognised "));
  }

  private static String page() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Formats

        What `winnow ingest`, `winnow decode` and `winnow analyze --input` read. A format is told by the first %d KiB of an
        input, not by its name, in the order of this table; `--format NAME` overrides that. gzip and zstd are unpacked on
        the fly, also when several such files were put one after another. bzip2, xz and zip are not read, and neither are
        other logs of Zeek; the message says so.

        Good records before and after a bad one survive; what is bad is rejected, counted by reason, and kept as a sample
        with its offset. What the decoders make of captures and logs from the field is in [conformance](conformance.md).

        | format | what it is | rows |
        |---|---|---|
        """
            .formatted(Formats.HEAD_BYTES / 1024));
    for (Format format : Formats.ALL) {
      text.append(
          "| [`%s`](#%1$s) | %s | %s |\n".formatted(format.name(), format.title(), kinds(format)));
    }
    Map<String, String> notes = notes();
    for (Format format : Formats.ALL) {
      text.append("\n## ").append(format.name()).append("\n\n");
      text.append(notes.getOrDefault(format.name(), "")).append('\n');
    }
    return text.toString();
  }

  private static String kinds(Format format) {
    return format.kinds().stream()
        .sorted()
        .map(TelemetryKind::tableName)
        .collect(Collectors.joining(", "));
  }

  /** The text under each heading of the notes. */
  private static Map<String, String> notes() throws IOException {
    Map<String, String> notes = new LinkedHashMap<>();
    try (InputStream file =
        Objects.requireNonNull(FormatReferenceTest.class.getResourceAsStream("notes.md"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String section : text.substring("## ".length()).split("\n## ", -1)) {
        int end = section.indexOf('\n');
        notes.put(section.substring(0, end), section.substring(end).strip());
      }
    }
    return notes;
  }
}
