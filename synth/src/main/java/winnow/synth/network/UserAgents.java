// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import winnow.synth.chance.Dice;

/** What browsers call themselves. */
public final class UserAgents {
  private UserAgents() {}

  /** The browser of a host: few kinds, versions that roll out over the hosts. */
  public static String of(Host host) {
    int version = 140 + Dice.pick(host.seed(), 41, 4);
    return switch (Dice.pick(host.seed(), 40, 6)) {
      case 0 ->
          "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.0"
              .formatted(version, version);
      case 1 ->
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/26."
              + version % 4
              + " Safari/605.1.15";
      case 2 -> windows(version) + " Edg/" + version + ".0.0.0";
      default -> windows(version);
    };
  }

  private static String windows(int version) {
    return "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/%d.0.0.0 Safari/537.36".formatted(version);
  }
}
