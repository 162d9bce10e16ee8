// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.JsonFields;
import winnow.decode.text.LineReader;
import winnow.decode.text.Slice;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/**
 * What the beginning of an input shows of Zeek.
 *
 * @param isZeek whether it is a Zeek log at all
 * @param kinds what the rows of it become that are read, none when it is a log that is not
 * @param path the log's name, if it says
 */
public record ZeekSigns(boolean isZeek, Set<TelemetryKind> kinds, Optional<String> path) {
  private static final ZeekSigns NONE = new ZeekSigns(false, Set.of(), Optional.empty());
  private static final int MAX_LINES = 256;
  private static final String HEADERLESS = "without header";
  private static final int MIN_CELLS = 6;

  /** Fields of which one alone tells the log of a JSON line that does not name it. */
  private static final Map<String, String> LOG_OF_FIELD =
      Map.of(
          "server_name", "ssl",
          "cert_chain_fuids", "ssl",
          "cert_chain_fps", "ssl",
          "seen_bytes", "files",
          "certificate.serial", "x509",
          "msg_types", "dhcp",
          "software_type", "software",
          "auth_attempts", "ssh",
          "peer_descr", "notice");

  /** Takes a copy of {@code kinds}. */
  public ZeekSigns {
    kinds = Set.copyOf(kinds);
  }

  /** Looks at the first bytes of an input, of which the last line may be cut. */
  public static ZeekSigns of(byte[] head) {
    LineReader lines = LineReader.of(head);
    try {
      while (lines.next() && lines.number() < MAX_LINES) {
        Slice line = lines.line();
        if (!line.isBlank()) {
          return line.charAt(0) == '{' ? ofJson(lines) : ofTable(lines);
        }
      }
      return NONE;
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
  }

  /** One sentence that says why the log is not read. */
  public String refusal() {
    return refusal(path.orElse(null));
  }

  /** Whether it is a log that is joined to the conn log beside it. */
  public boolean isJoined() {
    return isOfNotes(path.orElse(null));
  }

  private static boolean isOfNotes(@Nullable String path) {
    return path != null && ZeekLogs.named(ZeekLogs.OF_NOTES, path).isPresent();
  }

  /** Why the log called {@code path} is not read. */
  static String refusal(@Nullable String path) {
    if (HEADERLESS.equals(path)) {
      return "Zeek rows without the header that names their columns: cannot be read";
    }
    if (isOfNotes(path)) {
      return "Zeek " + path + " log: not read alone; what it says goes to the conn log beside it";
    }
    return path == null
        ? "Zeek log of unknown kind: not read (conn, dns and http are)"
        : "Zeek " + path + " log: not read (conn, dns and http are)";
  }

  private static ZeekSigns ofTable(LineReader lines) throws IOException {
    String separator = "\t";
    String path = null;
    boolean header = false;
    do {
      String line = lines.line().toString().strip();
      if (line.startsWith("#separator ")) {
        header = true;
        separator = separator(lines.line().toString().stripLeading());
      } else if (header && line.startsWith("#path")) {
        path = line.substring(Math.min(line.length(), "#path".length() + 1));
      } else if (line.startsWith("#fields" + separator) && (header || line.contains("id.orig_h"))) {
        return of(path, names(line.substring("#fields".length() + 1), separator));
      } else if (!line.startsWith("#")) {
        return ofFirstRow(names(line, separator));
      }
    } while (lines.next() && lines.number() < MAX_LINES);
    return header ? new ZeekSigns(true, Set.of(), Optional.ofNullable(path)) : NONE;
  }

  /** What the line `#separator` names, or a tab. */
  private static String separator(String line) {
    try {
      return String.valueOf((char) ZeekTable.separator(line.substring("#separator".length())));
    } catch (BadValueException notOneByte) {
      return "\t";
    }
  }

  /** The first line is no header line; it may name the fields nevertheless. */
  private static ZeekSigns ofFirstRow(List<String> cells) {
    if (cells.getFirst().equals("ts") && cells.contains("id.orig_h")) {
      return of(null, cells);
    }
    boolean isRow =
        cells.size() >= MIN_CELLS
            && cells.getFirst().matches("\\d{1,10}\\.\\d{6}")
            && IpAddress.find(cells.get(2)).isPresent();
    return isRow ? new ZeekSigns(true, Set.of(), Optional.of(HEADERLESS)) : NONE;
  }

  private static ZeekSigns of(@Nullable String path, List<String> names) {
    Optional<ZeekLog<?>> log = ZeekLogs.find(ZeekLogs.OF_RECORDS, path, names);
    Set<TelemetryKind> kinds = log.map(ZeekLog::kinds).orElse(Set.of());
    return new ZeekSigns(true, kinds, Optional.ofNullable(path));
  }

  /**
   * The log that a line names: with `_path`, or around all else, as Zeek's writer for Kafka can.
   */
  static @Nullable String path(JsonFields fields) {
    String around = fields.unwrap();
    return around != null && fields.find("ts") != null ? around : fields.find("_path");
  }

  private static ZeekSigns ofJson(LineReader lines) throws IOException {
    JsonFields fields = new JsonFields();
    Set<TelemetryKind> kinds = EnumSet.noneOf(TelemetryKind.class);
    String firstPath = null;
    boolean zeek = false;
    do {
      try {
        fields.read(lines.line());
      } catch (BadValueException cutOrForeign) {
        continue;
      }
      String path = path(fields);
      List<String> names = fields.names().stream().map(ZeekLogs::canonical).toList();
      String log = path == null ? logWith(names) : path;
      zeek |= names.contains("ts") && (log != null || names.contains("id.orig_h"));
      firstPath = firstPath == null ? log : firstPath;
      ZeekLogs.find(ZeekLogs.OF_RECORDS, path, names)
          .filter(found -> names.contains("id.orig_h"))
          .ifPresent(found -> kinds.addAll(found.kinds()));
    } while (lines.next() && lines.number() < MAX_LINES);
    return zeek ? new ZeekSigns(true, kinds, Optional.ofNullable(firstPath)) : NONE;
  }

  private static @Nullable String logWith(List<String> names) {
    return names.stream().map(LOG_OF_FIELD::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static List<String> names(String line, String separator) {
    List<String> names = new ArrayList<>();
    for (String name : line.split(Pattern.quote(separator), -1)) {
      names.add(ZeekLogs.canonical(name));
    }
    return names;
  }
}
