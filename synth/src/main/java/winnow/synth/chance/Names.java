// SPDX-License-Identifier: Apache-2.0
package winnow.synth.chance;

import java.util.List;

/** Invented names: of domains, owners and people. */
public final class Names {
  private static final List<String> SYLLABLES =
      List.of(
          "ba", "bel", "bri", "cal", "cor", "dan", "del", "dor", "el", "fen", "fi", "gal", "gra",
          "hal", "hex", "in", "jo", "kar", "kel", "la", "len", "lo", "mar", "mer", "mi", "mon",
          "na", "nel", "no", "or", "pa", "pel", "pi", "qua", "ra", "ren", "ri", "ro", "sa", "sel",
          "so", "ta", "tel", "ti", "tor", "u", "val", "ver", "vi", "wel", "wi", "xa", "ya", "ze");
  private static final List<String> ENDINGS =
      List.of("", "", "", "hub", "ly", "shop", "news", "media", "cloud", "soft", "tech", "play");
  private static final List<String> TLDS =
      List.of(
          "com", "com", "com", "com", "com", "com", "com", "net", "net", "org", "org", "de", "fr",
          "co.uk", "io", "it", "nl", "es", "pl", "eu", "info", "app", "dev", "tv", "ch", "com.br");
  private static final List<String> OWNERS =
      List.of("Telecom", "Networks", "Hosting", "Broadband", "Cloud", "Data", "Internet", "Fiber");
  private static final List<String> GIVEN =
      List.of(
          "anna", "ben", "carla", "david", "elena", "frank", "grace", "hugo", "irene", "jan",
          "karin", "leo", "maria", "nils", "olga", "paul", "rita", "sven", "tina", "viktor");

  private Names() {}

  /** So many syllables. */
  public static String word(long key, int syllables) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      text.append(SYLLABLES.get(Dice.pick(key, i, SYLLABLES.size())));
    }
    return text.toString();
  }

  /** A registered domain. */
  public static String domain(long key) {
    String word = word(key, 2 + Dice.pick(key, 71, 2));
    String ending = ENDINGS.get(Dice.pick(key, 72, ENDINGS.size()));
    return word + ending + "." + topLevel(key);
  }

  /** A top-level domain, or what is used as one. */
  public static String topLevel(long key) {
    return TLDS.get(Dice.pick(key, 73, TLDS.size()));
  }

  /** Who runs a network. */
  public static String owner(long key) {
    String word = word(key, 2);
    String title = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    return title + " " + OWNERS.get(Dice.pick(key, 74, OWNERS.size()));
  }

  /** A login. */
  public static String person(long key) {
    return GIVEN.get(Dice.pick(key, 75, GIVEN.size())) + "." + word(Dice.hash(key, 76), 3);
  }
}
