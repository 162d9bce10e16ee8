// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.List;
import java.util.Optional;

/** Every format that can be read, most specific first. */
public final class Formats {
  /** How many of the first bytes of an input are looked at to tell its format. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** All formats, in the order in which they are tried. */
  public static final List<Format> ALL = List.of();

  private Formats() {}

  /** The format of an input that starts with {@code head}, if it is one of ours. */
  public static Optional<Format> detect(byte[] head, String fileName) {
    return ALL.stream().filter(f -> f.recognizer().matches(head, fileName)).findFirst();
  }

  /**
   * The format called {@code name}.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  public static Format named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown format \""
                    + name
                    + "\"; known: "
                    + ALL.stream().map(Format::name).toList()));
  }
}
