// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.util.List;

/**
 * What a check found, in one line.
 *
 * @param level how bad it is
 * @param check what was looked at, in one or two words
 * @param text what was found, and unless all is well, what to do
 */
record Finding(Level level, String check, String text) {
  /** How bad. */
  enum Level {
    OK,
    WARN,
    FAIL
  }

  private static final int SHOWN = 5;

  static Finding ok(String check, String text) {
    return new Finding(Level.OK, check, text);
  }

  static Finding warn(String check, String text) {
    return new Finding(Level.WARN, check, text);
  }

  static Finding fail(String check, String text) {
    return new Finding(Level.FAIL, check, text);
  }

  /** The same, of {@code thing}. */
  Finding of(String thing) {
    return new Finding(level, check, thing + ": " + text);
  }

  /** The first of {@code texts}, and how many more there are. */
  static String shortened(List<String> texts) {
    String first = String.join("; ", texts.subList(0, Math.min(SHOWN, texts.size())));
    return texts.size() > SHOWN ? first + " and " + (texts.size() - SHOWN) + " more" : first;
  }
}
