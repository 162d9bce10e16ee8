// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.scenario.GeneratedDomains;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.WebTransfer;

/** Look-ups of names that do not exist, then of one that does, which is called. */
final class PlantedNames {
  private static final int FOUND = -1;

  private final Means means;

  PlantedNames(Means means) {
    this.means = means;
  }

  void generate(GeneratedDomains attack, Host host, Span span, long seed) {
    int today = means.day().index();
    Dice pauses = Dice.of(seed, today, -2);
    double gap = 3600e6 / attack.namesPerHour();
    long found =
        span.windowStart() + (long) ((0.7 + 0.25 * pauses.nextDouble()) * span.windowMicros());
    long time = span.windowStart() + (long) (pauses.nextExponential() * gap);
    for (int i = 0; time < found; i++) {
      if (span.includes(time) && means.day().present(host, time)) {
        Dice dice = Dice.of(seed, today, i);
        NameLookups.Ending none =
            new NameLookups.Ending(DnsExchange.Result.NX_DOMAIN, List.of(), attack);
        means.names().ask(dice, time, host, name(dice, attack), NameLookups.A, none);
      }
      time += (long) (pauses.nextExponential() * gap);
    }
    if (span.includes(found) && means.day().present(host, found)) {
      call(Dice.of(seed, today, FOUND), found, attack, host);
    }
  }

  private void call(Dice dice, long time, GeneratedDomains attack, Host host) {
    Site server = means.server(attack, 0, name(dice, attack));
    if (host.behindProxy()) {
      List<DnsExchange.Answer> answers =
          server.answers(time, false).stream()
              .map(it ->
                  new DnsExchange.Answer(
                      server.domain(), NameLookups.A, server.ttlSeconds(), it.toString()))
              .toList();
      NameLookups.Ending known =
          new NameLookups.Ending(DnsExchange.Result.NO_ERROR, answers, attack);
      means.names().ask(dice, time, host, server.domain(), NameLookups.A, known);
    }
    WebTransfer.Where to = new WebTransfer.Where(server, server.domain(), 443, attack);
    long sent = (long) dice.logNormal(900, 0.5);
    WebTransfer call = WebTransfer.post(to, sent, (long) dice.logNormal(6_000, 0.8));
    means.transfers().run(dice, time + 200_000, host, call);
  }

  private String name(Dice dice, GeneratedDomains attack) {
    String name;
    do {
      StringBuilder label = new StringBuilder();
      switch (attack.alphabet()) {
        case LETTERS -> {
          for (int n = 9 + dice.nextInt(9); n > 0; n--) {
            label.append((char) ('a' + dice.nextInt(26)));
          }
        }
        case WORDS -> {
          label.append(Names.word(dice.nextLong(), 2));
          label.append(Names.word(dice.nextLong(), 1 + dice.nextInt(2)));
        }
      }
      name = label + "." + Names.topLevel(dice.nextLong());
    } while (means.network().sites().has(name));
    return name;
  }
}
