// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.SpotResult;

/** Writes lists as Apache Spot does, and as comma-separated values. */
public final class SpotFile {
  private SpotFile() {}

  /**
   * Spot's results file: tab-separated, no header, a line feed after every row. Tabs and line ends
   * inside of text become spaces.
   */
  public static void writeTabs(SpotResult result, Appendable out) throws IOException {
    for (ScoredRow row : result.rows()) {
      out.append(tabLine(result, row));
    }
  }

  /** The same columns under their names, as RFC 4180 has it. */
  public static void writeCsv(SpotResult result, Appendable out) throws IOException {
    out.append(csvLine(SpotFields.names(result.kind())));
    for (ScoredRow row : result.rows()) {
      out.append(csvLine(SpotFields.values(result.kind(), row)));
    }
  }

  /** SHA-256 of what {@link #writeTabs} writes in UTF-8, hexadecimal. */
  public static String digest(SpotResult result) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (ScoredRow row : result.rows()) {
        sha256.update(tabLine(result, row).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static String tabLine(SpotResult result, ScoredRow row) {
    StringBuilder line = new StringBuilder(256);
    for (String field : SpotFields.values(result.kind(), row)) {
      line.append(line.isEmpty() ? "" : "\t");
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        line.append(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
      }
    }
    return line.append('\n').toString();
  }

  private static String csvLine(List<String> fields) {
    StringBuilder line = new StringBuilder(256);
    String separator = "";
    for (String field : fields) {
      line.append(separator);
      separator = ",";
      if (field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
        line.append('"').append(field.replace("\"", "\"\"")).append('"');
      } else {
        line.append(field);
      }
    }
    return line.append("\r\n").toString();
  }
}
