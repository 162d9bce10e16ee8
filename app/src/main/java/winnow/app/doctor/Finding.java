// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

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

  static Finding ok(String check, String text) {
    return new Finding(Level.OK, check, text);
  }

  static Finding warn(String check, String text) {
    return new Finding(Level.WARN, check, text);
  }

  static Finding fail(String check, String text) {
    return new Finding(Level.FAIL, check, text);
  }
}
