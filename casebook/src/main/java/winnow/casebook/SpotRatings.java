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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/**
 * The ratings in Apache Spot's files: those of feedback, the scored rows that its pages showed
 * ({@code flow_scores.csv}, {@code dns_scores.csv}, {@code proxy_scores.tsv}), and what its tables
 * of investigated threats export. 1 is high, 2 medium, and 3, which its training takes for normal,
 * benign; 0 is none. One header line, then a row a rating, with tabs or commas. Columns are found
 * by their names; under a header that names none of them, where its training looks for them.
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
  private static final int NOWHERE = -1;

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

  /** Widths of the results that its training writes, which have no header and no ratings. */
  private static final Map<Integer, String> RESULTS =
      Map.of(18, "flow_results.csv", 9, "dns_results.csv", 21, "proxy_results.csv");

  /** What a column is called, and its place from 0 under a header that names none. */
  private record Place(List<String> names, int otherwise) {
    Place(String name, int otherwise) {
      this(List.of(name), otherwise);
    }

    String name() {
      return names.getFirst();
    }
  }

  /** Where the columns of a kind are; of several severities the first that is given counts. */
  private record Layout(List<Place> times, Place host, Place peer, List<Place> severities) {
    static Layout of(TelemetryKind kind) {
      return switch (kind) {
        case FLOW ->
            new Layout(
                List.of(new Place("tstart", 1)),
                new Place(List.of("sip", "srcip"), 2),
                new Place(List.of("dip", "dstip"), 3),
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

    /**
     * The same for a header. One that names none of them is of an unknown hand: places are all
     * there is; under another, what it does not name is not there. Tables of investigated threats
     * call the rating of a flow its score.
     */
    Layout in(Map<String, Integer> names) {
      boolean isKnown =
          Stream.of(times, List.of(host, peer), severities)
              .flatMap(List::stream)
              .flatMap(place -> place.names().stream())
              .anyMatch(names::containsKey);
      if (!isKnown) {
        return this;
      }
      boolean isInvestigated = names.containsKey("srcport") && names.containsKey("score");
      return new Layout(
          times.stream().map(Layout::named).toList(),
          named(host),
          named(peer),
          isInvestigated
              ? List.of(new Place("score", NOWHERE))
              : severities.stream().map(Layout::named).toList());
    }

    private static Place named(Place place) {
      return new Place(place.names(), NOWHERE);
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
    requireRatings(header);
    char separator = header.indexOf('\t') >= 0 ? '\t' : ',';
    Map<String, Integer> names = new LinkedHashMap<>();
    List<String> titles = fields(header, separator);
    for (int i = 0; i < titles.size(); i++) {
      names.putIfAbsent(titles.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    TelemetryKind known = kind == null ? kind(names) : kind;
    Layout layout = Layout.of(known).in(names);
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
    if (names.containsKey("srcip") || names.containsKey("sev") && names.containsKey("sip")) {
      return TelemetryKind.FLOW;
    }
    throw new IllegalArgumentException(
        "the header tells no kind of rows: it has neither sev and sip, nor srcip, nor dns_qry_name, nor"
            + " uri_sev");
  }

  /** A list of what was scored looks like a header of many tabs, some of them numbers. */
  private static void requireRatings(String first) {
    List<String> fields = fields(first, '\t');
    String results = RESULTS.get(fields.size());
    if (results != null && fields.getLast().matches("-?[0-9.]+([eE]-?[0-9]+)?")) {
      throw new IllegalArgumentException(
          "these are scored rows as Spot's training writes them to "
              + results
              + ", which nobody rated: ratings are in ml_feedback.csv, or in the scores of its pages");
    }
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
      int index =
          place.names().stream()
              .filter(names::containsKey)
              .findFirst()
              .map(names::get)
              .orElse(place.otherwise());
      return index >= 0 && index < fields.size() ? fields.get(index).strip() : null;
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
