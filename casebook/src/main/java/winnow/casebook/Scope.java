// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a suppression applies to: sightings for which all of its conditions hold.
 *
 * @param conditions at least one that is no time, and no two of a sort
 */
public record Scope(List<Matcher> conditions) {
  /** The names of conditions, in the order in which they are shown. */
  public static final List<String> NAMES =
      List.of("host", "network", "domain", "port", "agent", "family", "window", "hours");

  /** Checks the conditions. */
  public Scope {
    conditions = List.copyOf(conditions);
    Set<String> sorts = new HashSet<>();
    boolean narrows = false;
    for (Matcher condition : conditions) {
      if (!sorts.add(name(condition))) {
        throw new IllegalArgumentException("more than one " + name(condition));
      }
      narrows |= !(condition instanceof Matcher.Window || condition instanceof Matcher.Hours);
    }
    if (!narrows) {
      throw new IllegalArgumentException(
          "a suppression needs a host, network, domain, port, agent or family");
    }
  }

  /**
   * Reads conditions.
   *
   * @param texts the text of each, by name; see {@link #NAMES}
   * @throws IllegalArgumentException when one cannot be read, or they make no scope
   */
  public static Scope parse(Map<String, String> texts) {
    List<Matcher> conditions = new ArrayList<>();
    for (String name : NAMES) {
      String text = texts.get(name);
      if (text != null) {
        conditions.add(parse(name, text));
      }
    }
    for (String name : texts.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown condition \"" + name + "\"");
      }
    }
    return new Scope(conditions);
  }

  private static Matcher parse(String name, String text) {
    try {
      return switch (name) {
        case "host" -> new Matcher.Host(text);
        case "network" -> Matcher.Network.parse(text.strip());
        case "domain" -> Matcher.Domain.parse(text);
        case "port" -> new Matcher.Port(Integer.parseInt(text.strip()));
        case "agent" -> new Matcher.Agent(text);
        case "family" -> new Matcher.Family(text.strip());
        case "window" -> Matcher.Window.parse(text.strip());
        case "hours" -> Matcher.Hours.parse(text.strip());
        default -> throw new IllegalStateException(name);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(name + " cannot be read: \"" + text + "\"", e);
    }
  }

  /** Whether all conditions hold for {@code sighting}. */
  public boolean matches(Sighting sighting) {
    return conditions.stream().allMatch(condition -> condition.matches(sighting));
  }

  /** The texts of the conditions, by name. */
  public Map<String, String> texts() {
    return conditions.stream().collect(Collectors.toMap(Scope::name, Matcher::text));
  }

  /** The conditions in words, such as {@code host 10.0.0.5, domain *.example.com}. */
  @Override
  public String toString() {
    return conditions.stream()
        .map(condition -> name(condition) + " " + condition.text())
        .collect(Collectors.joining(", "));
  }

  private static String name(Matcher condition) {
    return switch (condition) {
      case Matcher.Host host -> "host";
      case Matcher.Network network -> "network";
      case Matcher.Domain domain -> "domain";
      case Matcher.Port port -> "port";
      case Matcher.Agent agent -> "agent";
      case Matcher.Family family -> "family";
      case Matcher.Window window -> "window";
      case Matcher.Hours hours -> "hours";
    };
  }
}
