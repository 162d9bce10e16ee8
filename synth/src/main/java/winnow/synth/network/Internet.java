// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;

/** The networks outside: invented owners on public unicast addresses. */
public final class Internet {
  private static final int BLOCK_BITS = 18;
  private static final List<String> COUNTRIES =
      List.of(
          "US", "US", "US", "US", "US", "DE", "DE", "GB", "FR", "NL", "NL", "IE", "SE", "PL", "IT",
          "ES", "JP", "SG", "IN", "BR", "CA", "AU", "CN", "RU", "UA", "TR", "VN", "KR", "ZA", "CH");

  private final Map<AutonomousSystem.Kind, List<AutonomousSystem>> byKind =
      new EnumMap<>(AutonomousSystem.Kind.class);
  private final List<AutonomousSystem> systems = new ArrayList<>();
  private final List<Integer> blocks;
  private final int siteBlock;

  Internet(long seed) {
    blocks = shuffledBlocks(Dice.of(seed, 1, 1));
    siteBlock = blocks.removeLast();
    Dice dice = Dice.of(seed, 1, 2);
    for (AutonomousSystem.Kind kind : AutonomousSystem.Kind.values()) {
      List<AutonomousSystem> some = new ArrayList<>();
      for (int i = 0; i < count(kind); i++) {
        some.add(newSystem(kind, dice));
      }
      byKind.put(kind, List.copyOf(some));
      systems.addAll(some);
    }
  }

  /** All networks. */
  public List<AutonomousSystem> systems() {
    return List.copyOf(systems);
  }

  /** The network of a kind that {@code key} leads to. */
  public AutonomousSystem pick(AutonomousSystem.Kind kind, long key) {
    List<AutonomousSystem> some = byKind.getOrDefault(kind, systems);
    return some.get(Dice.pick(key, kind.ordinal(), some.size()));
  }

  /** The public address number {@code index} of the network that the scenario is about (a /22). */
  public IpAddress ownAddress(int index) {
    return IpAddress.ofIpv4(siteBlock + index);
  }

  private static int count(AutonomousSystem.Kind kind) {
    return switch (kind) {
      case CDN -> 8;
      case CLOUD -> 12;
      case HOSTING -> 60;
      case ACCESS -> 150;
      case ENTERPRISE -> 70;
    };
  }

  private AutonomousSystem newSystem(AutonomousSystem.Kind kind, Dice dice) {
    List<AutonomousSystem.Prefix> prefixes = new ArrayList<>();
    int count = 1 + dice.nextInt(kind == AutonomousSystem.Kind.HOSTING ? 3 : 12);
    for (int i = 0; i < count; i++) {
      int length =
          kind == AutonomousSystem.Kind.ACCESS ? 14 + dice.nextInt(5) : 17 + dice.nextInt(6);
      prefixes.add(new AutonomousSystem.Prefix(blocks.removeLast(), length));
    }
    return new AutonomousSystem(
        3000 + systems.size() * 37 + byKind.size() * 10_007 + dice.nextInt(30) + blocks.size(),
        Names.owner(dice.nextLong()),
        COUNTRIES.get(dice.nextInt(COUNTRIES.size())),
        kind,
        prefixes,
        0x2a00_0000_0000_0000L + ((long) blocks.size() << 32));
  }

  /** All /14 of the public unicast space, in random order. */
  private static List<Integer> shuffledBlocks(Dice dice) {
    List<Integer> all = new ArrayList<>();
    for (int octet = 2; octet < 224; octet++) {
      switch (octet) {
        case 10, 100, 127, 169, 172, 192, 198, 203 -> {}
        default -> {
          for (int i = 0; i < 64; i++) {
            all.add(octet << 24 | i << BLOCK_BITS);
          }
        }
      }
    }
    for (int i = all.size() - 1; i > 0; i--) {
      int j = dice.nextInt(i + 1);
      Integer swapped = all.get(i);
      all.set(i, all.get(j));
      all.set(j, swapped);
    }
    return all;
  }
}
