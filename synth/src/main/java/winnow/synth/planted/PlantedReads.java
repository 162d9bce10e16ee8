// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.InsiderAccess;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Wire;

/** Much is read from servers that a host has little to do with. */
final class PlantedReads {
  private static final int SERVERS = 3;

  private final Means means;

  PlantedReads(Means means) {
    this.means = means;
  }

  void generate(InsiderAccess attack, Host host, Span span, long seed) {
    Day day = means.day();
    List<Host> servers = unusual(host, means.network());
    long gap = span.windowMicros() / attack.reads();
    for (int i = 0; i < attack.reads(); i++) {
      Dice dice = Dice.of(seed, day.index(), i);
      long time = span.windowStart() + i * gap + (long) (dice.nextDouble() * gap);
      if (!span.includes(time)) {
        continue;
      }
      int chosen = Dice.pick(seed, dice.nextInt(SERVERS), servers.size());
      Host server = servers.get(chosen);
      boolean files = server.role() == Role.FILE_SERVER;
      Service service = files ? Service.SMB : Service.POSTGRESQL;
      long read = (long) dice.logNormal(attack.readOctets(), 0.6);
      long asked = (long) dice.logNormal(4_000 + read / 300.0, 0.4);
      Wire.Draft draft = new Wire.Draft(time, day.peer(host), day.peer(server), service, attack);
      means.wire().send(dice, draft, asked, read);
    }
  }

  /** File servers and databases that are not among those that a host goes to every day. */
  static List<Host> unusual(Host host, SyntheticNetwork network) {
    List<Host> servers = new ArrayList<>(network.withRole(Role.FILE_SERVER));
    servers.addAll(network.withRole(Role.DATABASE));
    List<Host> others = servers.stream().filter(it -> !usual(host, it, network)).toList();
    return others.isEmpty() ? servers : others;
  }

  private static boolean usual(Host host, Host server, SyntheticNetwork network) {
    boolean used = server.role() == Role.FILE_SERVER || host.role() == Role.DEVELOPER;
    return used
        && IntStream.range(0, SyntheticNetwork.HABITS)
            .anyMatch(habit -> network.habit(host, server.role(), habit) == server);
  }
}
