// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/**
 * What was planted, as comma-separated lines with a header: {@code attack, kind, technique, entity,
 * start, end, telemetry} in any order, other columns between them. Values are in no quotes. Where
 * there is a column {@code part}, lines of which it says {@code relay} name no host of the attack:
 * a proxy is not to be found for what others send through it. Where there is a column {@code
 * label}, lines of which it says {@code benign} are of no attack.
 */
public final class LabelFile {
  private static final List<String> COLUMNS =
      List.of("attack", "kind", "technique", "entity", "start", "end", "telemetry");

  private static final String PART = "part";
  private static final String RELAY = "relay";
  private static final String LABEL = "label";
  private static final String BENIGN = "benign";

  private final String name;
  private final Set<TelemetryKind> kinds;
  private final int[] places;

  /** Of the column that tells hosts from relays, -1 when there is none. */
  private final int part;

  /** Of the column that tells what is benign, -1 when there is none. */
  private final int label;

  private final Map<String, Label> labels = new TreeMap<>();

  private LabelFile(String name, Set<TelemetryKind> kinds, String header) {
    this.name = name;
    this.kinds = kinds;
    places = places(name, header);
    part = columns(header).indexOf(PART);
    label = columns(header).indexOf(LABEL);
  }

  private record Label(String kind, String technique, boolean malicious, List<HostDay> hostDays) {}

  /**
   * Reads the campaigns that telemetry of {@code kinds} shows.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException when a line is not as said; the message names it
   */
  public static List<Campaign> read(String name, Reader text, Set<TelemetryKind> kinds)
      throws IOException {
    BufferedReader lines = new BufferedReader(text);
    String header = lines.readLine();
    LabelFile file = new LabelFile(name, kinds, header == null ? "" : header);
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        file.add(number, line.split(",", -1));
      }
    }
    return file.campaigns();
  }

  private static int[] places(String name, String header) {
    List<String> names = columns(header);
    int[] places = new int[COLUMNS.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(COLUMNS.get(i));
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            name + ": no column \"" + COLUMNS.get(i) + "\" in the header \"" + header + "\"");
      }
    }
    return places;
  }

  private static List<String> columns(String header) {
    return Arrays.asList(header.strip().split(",", -1));
  }

  private void add(int number, String[] values) {
    try {
      String kindOfRows = value(values, 6);
      if (is(values, part, RELAY)
          || kinds.stream().noneMatch(kind -> kind.tableName().equals(kindOfRows))) {
        return;
      }
      String host = IpAddress.parse(value(values, 3)).toString();
      boolean malicious = !is(values, label, BENIGN);
      Label known =
          labels.computeIfAbsent(
              value(values, 0),
              id -> new Label(value(values, 1), value(values, 2), malicious, new ArrayList<>()));
      LocalDate last = day(value(values, 5));
      for (LocalDate day = day(value(values, 4)); !day.isAfter(last); day = day.plusDays(1)) {
        known.hostDays().add(new HostDay(day, host));
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(name + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  private static boolean is(String[] values, int place, String text) {
    return place >= 0 && place < values.length && values[place].strip().equals(text);
  }

  private String value(String[] values, int column) {
    if (places[column] >= values.length) {
      throw new IllegalArgumentException(
          values.length + " values, none for column \"" + COLUMNS.get(column) + "\"");
    }
    return values[places[column]].strip();
  }

  private static LocalDate day(String instant) {
    return LocalDate.ofInstant(Instant.parse(instant), ZoneOffset.UTC);
  }

  private List<Campaign> campaigns() {
    return labels.entrySet().stream()
        .filter(entry -> !entry.getValue().hostDays().isEmpty())
        .map(entry -> campaign(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Campaign campaign(String id, Label label) {
    return new Campaign(
        id, label.kind(), label.technique(), label.malicious(), new TreeSet<>(label.hostDays()));
  }
}
