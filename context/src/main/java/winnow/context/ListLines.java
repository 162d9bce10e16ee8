// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a list file: comma-separated, quotes where needed, {@code #} starts a comment. The
 * first line may name the columns.
 */
final class ListLines {
  private ListLines() {}

  /** Takes the fields of a line; may throw {@link IllegalArgumentException}. */
  interface Sink {
    void accept(List<String> fields);
  }

  /**
   * Hands over the fields of every line that is not empty, not a comment and not the header.
   *
   * @param header the names of the columns, as a first line may give them
   * @throws IllegalArgumentException when a line is refused, naming file and line
   */
  static void read(String fileName, String header, Reader text, Sink sink) throws IOException {
    BufferedReader lines = new BufferedReader(text);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String content = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      boolean isHeader = number == 1 && content.strip().equalsIgnoreCase(header);
      if (isHeader || content.isBlank() || content.startsWith("#")) {
        continue;
      }
      try {
        sink.accept(fields(content));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            fileName + " line " + number + ": " + e.getMessage() + ": \"" + content + "\"", e);
      }
    }
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
