// SPDX-License-Identifier: Apache-2.0
package winnow.schema.evidence;

import java.util.Locale;

/** How much something matters to the person who looked at it. */
public enum Importance {
  /** An attack, or what has to be treated as one. */
  HIGH,
  /** Suspicious: to be looked into. */
  MEDIUM,
  /** Unusual, but of no consequence. */
  LOW,
  /** Known and in order. */
  BENIGN;

  /** The name in files and in the API. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it speaks for an attack. */
  public boolean isAlarming() {
    return switch (this) {
      case HIGH, MEDIUM -> true;
      case LOW, BENIGN -> false;
    };
  }

  /**
   * The importance called {@code text}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Importance named(String text) {
    for (Importance importance : values()) {
      if (importance.text().equals(text)) {
        return importance;
      }
    }
    throw new IllegalArgumentException(
        "unknown importance \"" + text + "\": expected high, medium, low or benign");
  }
}
