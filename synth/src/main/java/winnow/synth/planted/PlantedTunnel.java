// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;

/** Queries whose names carry data in base32, up to 60 characters per label. */
final class PlantedTunnel {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LABEL = 60;

  private final NameLookups names;
  private final int ttlSeconds;

  PlantedTunnel(Means means) {
    names = means.names();
    ttlSeconds = means.blended() ? 60 : 0;
  }

  void generate(DnsTunnel tunnel, Host host, Span span, long seed) {
    Dice dice = Dice.of(seed, span.from(), 0);
    double gap = 3600e6 / tunnel.queriesPerHour();
    long time = span.from() + (long) (dice.nextExponential() * gap);
    while (time < span.to()) {
      ask(dice, time, tunnel, host);
      time += (long) (dice.nextExponential() * gap);
    }
  }

  private void ask(Dice dice, long time, DnsTunnel tunnel, Host host) {
    int characters = (tunnel.payloadOctets() * 8 + 4) / 5;
    StringBuilder name = new StringBuilder(256);
    for (int i = 0; i < characters; i++) {
      if (i > 0 && i % LABEL == 0) {
        name.append('.');
      }
      name.append(BASE32.charAt(dice.nextInt(32)));
    }
    name.append('.').append(tunnel.domain());
    String data =
        switch (tunnel.carrier()) {
          case TXT, NULL -> encoded(dice, 80);
          case CNAME -> encoded(dice, 40) + "." + tunnel.domain();
        };
    DnsExchange.Answer answer =
        new DnsExchange.Answer(name.toString(), tunnel.carrier().type(), ttlSeconds, data);
    names.ask(
        dice,
        time,
        host,
        name.toString(),
        tunnel.carrier().type(),
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), tunnel));
  }

  private static String encoded(Dice dice, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE32.charAt(dice.nextInt(32)));
    }
    return text.toString();
  }
}
