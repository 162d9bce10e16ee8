// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Hourly Zeek logs of one stream: tab-separated with the usual header lines, or JSON lines. */
final class ZeekLog implements Closeable {
  /** How lines look. */
  enum Form {
    TSV,
    JSON
  }

  private final Form form;
  private final List<String> names;
  private final HourlyFiles files;
  private final StringBuilder line = new StringBuilder(512);
  private int column;

  /**
   * A log called {@code stream}; {@code fields} are pairs of name and type, separated by a colon.
   */
  ZeekLog(Path folder, String stream, Form form, List<String> fields) {
    this.form = form;
    names = fields.stream().map(field -> field.substring(0, field.lastIndexOf(':'))).toList();
    String pattern = "'" + stream + ".'yyyy-MM-dd-HH'.log'";
    files = new HourlyFiles(folder, pattern, header(stream, fields));
  }

  ZeekLog begin(long timeMicros) {
    line.setLength(0);
    column = 0;
    if (form == Form.JSON) {
      line.append('{');
    }
    return seconds(timeMicros);
  }

  ZeekLog text(String value) {
    return value.isEmpty() ? unset() : put(value, true);
  }

  ZeekLog number(long value) {
    return put(Long.toString(value), false);
  }

  ZeekLog flag(boolean value) {
    return put(form == Form.JSON ? Boolean.toString(value) : value ? "T" : "F", false);
  }

  ZeekLog seconds(long micros) {
    long whole = Math.floorDiv(micros, 1_000_000L);
    String fraction = Long.toString(1_000_000 + Math.floorMod(micros, 1_000_000L));
    return put(whole + "." + fraction.substring(1), false);
  }

  ZeekLog unset() {
    if (form == Form.TSV) {
      return put("-", false);
    }
    column++;
    return this;
  }

  /** A vector or set of texts. */
  ZeekLog texts(List<String> values) {
    if (values.isEmpty()) {
      return unset();
    }
    if (form == Form.TSV) {
      return put(String.join(",", values), false);
    }
    return put("[\"" + String.join("\",\"", values) + "\"]", false);
  }

  /** A vector of intervals in whole seconds. */
  ZeekLog intervals(List<Integer> seconds) {
    if (seconds.isEmpty()) {
      return unset();
    }
    StringBuilder text = new StringBuilder();
    for (int value : seconds) {
      text.append(text.isEmpty() ? "" : ",").append(String.format(Locale.ROOT, "%d.000000", value));
    }
    return put(form == Form.TSV ? text.toString() : "[" + text + "]", false);
  }

  void end(long timeMicros) throws IOException {
    line.append(form == Form.JSON ? "}\n" : "\n");
    files.at(timeMicros).write(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private ZeekLog put(String value, boolean quoted) {
    if (form == Form.TSV) {
      line.append(column == 0 ? "" : "\t").append(value);
    } else {
      line.append(line.length() > 1 ? "," : "").append('"').append(names.get(column)).append("\":");
      line.append(quoted ? "\"" : "").append(value).append(quoted ? "\"" : "");
    }
    column++;
    return this;
  }

  private byte[] header(String stream, List<String> fields) {
    if (form == Form.JSON) {
      return new byte[0];
    }
    List<String> types =
        fields.stream().map(field -> field.substring(field.lastIndexOf(':') + 1)).toList();
    String text =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t"
            + stream
            + "\n#fields\t"
            + String.join("\t", names)
            + "\n#types\t"
            + String.join("\t", types)
            + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
