// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/**
 * The ratings in Apache Spot's feedback files: 1 is high, 2 medium, and 3, which its training takes
 * for normal, benign; 0 is none. One header line, then a row a rating, with tabs as its training
 * reads them or commas as its pages wrote them. Columns are found by their names, or else where its
 * training looks for them.
 *
 * @param kind kind of the rows
 * @param verdicts those that could be read, in their order
 * @param unrated rows that nobody rated
 * @param refused lines that could not be read
 */
public record SpotRatings(
    TelemetryKind kind, List<Verdict> verdicts, int unrated, List<Refusal> refused) {
  /** The method whose findings were rated. */
  private static final String FAMILY = "spot";

  private static final DateTimeFormatter FRAME_DAY =
      DateTimeFormatter.ofPattern("MMM d uuuu", Locale.ENGLISH);
  private static final int DAY_LENGTH = 10;

  /** Takes copies. */
  public SpotRatings {
    verdicts = List.copyOf(verdicts);
    refused = List.copyOf(refused);
  }

  /**
   * A line that could not be read.
   *
   * @param line its number, from 1; the header is line 1
   * @param reason what is wrong with it
   */
  public record Refusal(int line, String reason) {}

  /** Where a column is: its name, and its place from 0 where the header does not name it. */
  private record Place(String name, int otherwise) {}

  /** Where the columns of a kind are; of several severities the first that is given counts. */
  private record Layout(List<Place> times, Place host, Place peer, List<Place> severities) {
    static Layout of(TelemetryKind kind) {
      return switch (kind) {
        case FLOW ->
            new Layout(
                List.of(new Place("tstart", 1)),
                new Place("sip", 2),
                new Place("dip", 3),
                List.of(new Place("sev", 0)));
        case DNS ->
            new Layout(
                List.of(new Place("unix_tstamp", 17), new Place("frame_time", 0)),
                new Place("ip_dst", 2),
                new Place("dns_qry_name", 3),
                List.of(new Place("dns_sev", 12), new Place("ip_sev", 11)));
        case HTTP ->
            new Layout(
                List.of(new Place("p_date", 0), new Place("tdate", 0)),
                new Place("clientip", 2),
                new Place("host", 3),
                List.of(new Place("uri_sev", 22)));
      };
    }
  }

  /**
   * Reads a file.
   *
   * @param text all of it
   * @param kind kind of its rows; null to tell it by the header
   * @param author who rated, as verdicts will name them
   * @param at when the verdicts were given
   * @throws IllegalArgumentException when the header does not tell the kind
   */
  public static SpotRatings read(
      String text, @Nullable TelemetryKind kind, String author, Instant at) {
    List<String> lines = text.lines().toList();
    String header = lines.isEmpty() ? "" : lines.getFirst();
    char separator = header.indexOf('\t') >= 0 ? '\t' : ',';
    Map<String, Integer> names = new LinkedHashMap<>();
    List<String> titles = fields(header, separator);
    for (int i = 0; i < titles.size(); i++) {
      names.putIfAbsent(titles.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    TelemetryKind known = kind == null ? kind(names) : kind;
    Layout layout = Layout.of(known);
    List<Verdict> verdicts = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    int unrated = 0;
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        Row row = new Row(names, fields(lines.get(i), separator));
        Importance importance = importance(row, layout.severities());
        if (importance == null) {
          unrated++;
        } else {
          verdicts.add(
              new Verdict(
                  day(row, layout.times()),
                  address(row.text(layout.host())),
                  FAMILY,
                  Sighting.usual(row.text(layout.peer())),
                  importance,
                  author,
                  at,
                  null));
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        refused.add(new Refusal(i + 1, String.valueOf(e.getMessage())));
      }
    }
    return new SpotRatings(known, verdicts, unrated, refused);
  }

  private static TelemetryKind kind(Map<String, Integer> names) {
    if (names.containsKey("dns_qry_name")) {
      return TelemetryKind.DNS;
    }
    if (names.containsKey("uri_sev") || names.containsKey("fulluri")) {
      return TelemetryKind.HTTP;
    }
    if (names.containsKey("sev") && names.containsKey("sip")) {
      return TelemetryKind.FLOW;
    }
    throw new IllegalArgumentException(
        "the header tells no kind of rows: it has neither sev and sip, nor dns_qry_name, nor uri_sev");
  }

  /** A row of which the fields are asked by name. */
  private record Row(Map<String, Integer> names, List<String> fields) {
    String text(Place place) {
      String text = find(place);
      if (text == null || text.isEmpty()) {
        throw new IllegalArgumentException(place.name() + " is missing");
      }
      return text;
    }

    @Nullable String find(Place place) {
      Integer named = names.get(place.name());
      // A header that names none of what is wanted is of an unknown hand: places are all there is.
      int index = named == null ? place.otherwise() : named;
      return index < fields.size() ? fields.get(index).strip() : null;
    }
  }

  private static @Nullable Importance importance(Row row, List<Place> severities) {
    for (Place severity : severities) {
      String text = row.find(severity);
      if (text != null && !text.isEmpty() && !text.equals("0")) {
        return switch (text) {
          case "1" -> Importance.HIGH;
          case "2" -> Importance.MEDIUM;
          case "3" -> Importance.BENIGN;
          default ->
              throw new IllegalArgumentException(
                  severity.name() + " is no severity from 0 to 3: \"" + text + "\"");
        };
      }
    }
    return null;
  }

  private static LocalDate day(Row row, List<Place> times) {
    for (Place place : times) {
      String text = row.find(place);
      if (text == null || text.isEmpty()) {
        continue;
      }
      if (text.matches("[0-9]{1,11}")) {
        return Instant.ofEpochSecond(Long.parseLong(text)).atOffset(ZoneOffset.UTC).toLocalDate();
      }
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*")) {
        return LocalDate.parse(text.substring(0, DAY_LENGTH));
      }
      String[] words = text.replace(",", " ").split("\\s+");
      if (words.length >= 3) {
        return LocalDate.parse(words[0] + " " + words[1] + " " + words[2], FRAME_DAY);
      }
      throw new IllegalArgumentException(place.name() + " is no time: \"" + text + "\"");
    }
    throw new IllegalArgumentException(times.getFirst().name() + " is missing");
  }

  private static String address(String text) {
    return IpAddress.find(text)
        .orElseThrow(() -> new IllegalArgumentException("not an address: \"" + text + "\""))
        .toString();
  }

  /** The fields of a line; commas may stand in quotes, which are doubled inside (RFC 4180). */
  private static List<String> fields(String line, char separator) {
    if (separator == '\t') {
      return List.of(line.split("\t", -1));
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == separator && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
