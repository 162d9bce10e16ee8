// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.Role;

/**
 * What is to be blended in, as comma-separated lines with the header {@value #HEADER}. Several
 * values in one field are apart by spaces; lines that begin with `#` are comments; values are in no
 * quotes.
 */
public final class BlendFile {
  static final String HEADER =
      "id,kind,technique,label,hosts,peers,zones,victim,day,hour,part,inputs";

  private static final int FIELDS = HEADER.split(",", -1).length;

  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  private BlendFile(String name) {
    this.name = name;
  }

  /**
   * A line, for one of its days.
   *
   * @param blend what it asks for
   * @param inputs files or folders with what was recorded
   */
  public record Entry(Blend blend, List<String> inputs) {
    /** Takes a copy. */
    public Entry {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Reads all lines; one with several days makes as many entries.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException when a line is not as said; the message names it
   */
  public static List<Entry> read(String name, Reader text) throws IOException {
    BlendFile file = new BlendFile(name);
    BufferedReader lines = new BufferedReader(text);
    boolean begun = false;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      if (begun) {
        file.add(number, stripped);
      } else if (!stripped.equals(HEADER)) {
        throw new IllegalArgumentException(
            name + ", line " + number + ": expected the header \"" + HEADER + "\"");
      }
      begun = true;
    }
    return List.copyOf(file.entries);
  }

  private void add(int number, String line) {
    try {
      String[] values = line.split(",", -1);
      if (values.length != FIELDS) {
        throw new IllegalArgumentException(
            values.length + " values, expected " + FIELDS + " as in the header");
      }
      Arrays.setAll(values, i -> values[i].strip());
      Blend.Origin origin =
          new Blend.Origin(
              words(values[4]).stream().map(IpAddress::parse).collect(Collectors.toSet()),
              peers(values[5]),
              Set.copyOf(words(values[6])),
              part(values[10]));
      Blend.Label label = label(values[3]);
      List<String> days = words(values[8]);
      List<String> inputs = words(values[11]);
      if (values[0].isEmpty() || values[1].isEmpty() || days.isEmpty() || inputs.isEmpty()) {
        throw new IllegalArgumentException("id, kind, day and inputs must be given");
      }
      for (String day : days) {
        Blend.Place place = place(values[7], day, values[9]);
        entries.add(
            new Entry(new Blend(values[0], values[1], values[2], label, origin, place), inputs));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  private static List<String> words(String value) {
    return value.isEmpty()
        ? List.of()
        : List.copyOf(new LinkedHashSet<>(List.of(value.split(" +", -1))));
  }

  private static Blend.Part part(String value) {
    if (value.isEmpty()) {
      return Blend.Part.ALL;
    }
    String[] ends = value.split("-", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("part \"" + value + "\" is not FROM-TO");
    }
    return new Blend.Part(number("part", ends[0]), number("part", ends[1]));
  }

  private static Blend.Label label(String name) {
    return Arrays.stream(Blend.Label.values())
        .filter(label -> label.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "label is \"" + name + "\", expected malicious, benign or background"));
  }

  private static Map<IpAddress, Blend.Peer> peers(String value) {
    Map<IpAddress, Blend.Peer> peers = new HashMap<>();
    for (String word : words(value)) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("peer \"" + word + "\" is not ADDRESS=ROLE");
      }
      String role = word.substring(equals + 1);
      peers.put(
          IpAddress.parse(word.substring(0, equals)),
          new Blend.Peer(role.equals("outside") ? null : role(role)));
    }
    return peers;
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> label(role).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown role \""
                    + name
                    + "\", expected one of "
                    + Arrays.stream(Role.values())
                        .map(BlendFile::label)
                        .collect(Collectors.joining(", "))));
  }

  private static String label(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Blend.Place place(String victim, String day, String hour) {
    int colon = victim.indexOf(':');
    String way = colon < 0 ? "" : victim.substring(colon + 1);
    Boolean proxied =
        switch (way) {
          case "" -> null;
          case "proxied" -> true;
          case "direct" -> false;
          default ->
              throw new IllegalArgumentException(
                  "victim \"" + victim + "\" is not ROLE, ROLE:proxied or ROLE:direct");
        };
    return new Blend.Place(
        role(colon < 0 ? victim : victim.substring(0, colon)),
        proxied,
        number("day", day).intValue() - 1,
        hour.isEmpty() ? null : number("hour", hour));
  }

  private static Double number(String what, @Nullable String text) {
    try {
      return Double.valueOf(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " \"" + text + "\" is not a number", e);
    }
  }
}
