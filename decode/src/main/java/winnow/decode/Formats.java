// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.decode.zeek.ZeekDecoder;
import winnow.decode.zeek.ZeekSigns;
import winnow.schema.TelemetryKind;

/** Every format that can be read, most specific first. */
public final class Formats {
  /** How many of the first bytes of an input are looked at to tell its format. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** All formats, in the order in which they are tried. */
  public static final List<Format> ALL =
      List.of(
          zeek("zeek-conn", "Zeek conn log", EnumSet.of(TelemetryKind.FLOW)),
          zeek("zeek-dns", "Zeek dns log", EnumSet.of(TelemetryKind.DNS)),
          zeek("zeek-http", "Zeek http log", EnumSet.of(TelemetryKind.HTTP)),
          new Format(
              "zeek-json",
              "Zeek JSON lines of several logs",
              EnumSet.allOf(TelemetryKind.class),
              (head, name) -> ZeekSigns.of(head).kinds().size() > 1,
              options -> new ZeekDecoder()));

  private Formats() {}

  /** The format of an input that starts with {@code head}, if it is one of ours. */
  public static Optional<Format> detect(byte[] head, String fileName) {
    return ALL.stream().filter(f -> f.recognizer().matches(head, fileName)).findFirst();
  }

  /**
   * Why an input that starts with {@code head}, and whose format {@link #detect} does not find, is
   * not read; one sentence.
   */
  public static String refusal(byte[] head, String fileName) {
    return Foreign.describe(head, fileName);
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

  private static Format zeek(String name, String title, Set<TelemetryKind> kinds) {
    return new Format(
        name,
        title,
        kinds,
        (head, fileName) -> ZeekSigns.of(head).kinds().equals(kinds),
        options -> new ZeekDecoder());
  }
}
