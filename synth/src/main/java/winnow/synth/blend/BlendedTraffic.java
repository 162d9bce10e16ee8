// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.Wire;

/**
 * What is blended into a day. Times, volumes, ports, names and outcomes are as recorded; all else
 * comes about as it does for the hosts of the network, so that nothing but behaviour tells.
 */
public final class BlendedTraffic {
  private static final int TCP = 6;
  private static final int DNS = 53;
  private static final int NS = 2;

  private final Day day;
  private final Wire wire;
  private final NameLookups lookUps;
  private final BlendedWeb web;
  private final Blends blends;

  /** The blends of {@code day}. */
  public BlendedTraffic(Day day, Wire wire, TrafficSink sink, Blends blends) {
    this.day = day;
    this.wire = wire;
    this.blends = blends;
    lookUps = new NameLookups(day, wire, sink, 0);
    web = new BlendedWeb(day, wire, sink, lookUps);
  }

  /** All of a slice. */
  public void generate(Slice slice) {
    for (Retold retold : blends.all()) {
      long seed = Dice.hash(day.network().scenario().seed(), retold.blend().id().hashCode());
      int number = 0;
      for (Act act : retold.between(slice.startMicros(), slice.endMicros())) {
        Dice dice = Dice.of(seed, act.startMicros(), number++);
        switch (act) {
          case Act.Talk talk -> talk(dice, talk, retold);
          case Act.LookUp lookUp -> lookUp(dice, lookUp, retold);
          case Act.Fetch fetch -> web.fetch(dice, fetch, retold);
        }
      }
    }
  }

  private void talk(Dice dice, Act.Talk talk, Retold retold) {
    AddressMap addresses = retold.addresses();
    if (web.isReplaced(talk, retold)) {
      return;
    }
    if (web.isForProxy(talk, retold)) {
      web.tunnel(dice, talk, retold);
      return;
    }
    boolean asks = talk.server().port() == DNS && addresses.isHost(talk.client().address());
    Peer from = asks ? day.peer(retold.host()) : addresses.peer(talk.client().address(), day);
    Peer to = asks ? lookUps.resolver(retold.host()) : addresses.peer(talk.server().address(), day);
    boolean within = from != null && to != null && from.address().equals(to.address());
    if (from == null || to == null || within || from.address().isIpv4() != to.address().isIpv4()) {
      return;
    }
    Wire.Draft draft =
        new Wire.Draft(
            talk.startMicros(),
            from,
            to,
            Services.of(talk.protocol(), talk.server().port()),
            talk.server().port(),
            talk.outcome(),
            retold.blend());
    carry(dice, draft, talk);
  }

  private void carry(Dice dice, Wire.Draft draft, Act.Talk talk) {
    if (draft.outcome().established()) {
      wire.carry(dice, draft, talk.sent(), talk.answered(), talk.durationMicros());
    } else if (talk.protocol() == TCP) {
      wire.fail(
          dice,
          draft.time(),
          draft.from(),
          draft.to(),
          draft.service(),
          draft.port(),
          draft.outcome(),
          draft.planted());
    } else {
      wire.unanswered(dice, draft, talk.sent(), talk.packets(), talk.durationMicros());
    }
  }

  private void lookUp(Dice dice, Act.LookUp asked, Retold retold) {
    String name = retold.names().map(asked.name(), day).orElse(null);
    if (name == null) {
      return;
    }
    Map<String, String> aliases = new HashMap<>(Map.of(asked.name(), name));
    List<DnsExchange.Answer> answers = new ArrayList<>();
    for (DnsExchange.Answer answer : asked.answers()) {
      String owner = aliases.get(answer.name());
      String data = data(answer, retold);
      if (owner != null && data != null) {
        aliases.put(answer.data(), data);
        answers.add(new DnsExchange.Answer(owner, answer.type(), answer.ttlSeconds(), data));
      }
    }
    lookUps.ask(
        dice,
        asked.startMicros(),
        retold.host(),
        name,
        asked.type(),
        new NameLookups.Ending(asked.result(), answers, retold.blend()));
  }

  private @Nullable String data(DnsExchange.Answer answer, Retold retold) {
    return switch (answer.type()) {
      case NameLookups.A, NameLookups.AAAA -> address(IpAddress.parse(answer.data()), retold);
      case NS, NameLookups.CNAME, NameLookups.PTR ->
          retold.names().map(answer.data(), day).orElse(null);
      default -> answer.data();
    };
  }

  private @Nullable String address(IpAddress told, Retold retold) {
    Peer peer = retold.addresses().peer(told, day);
    return peer == null || peer.address().isIpv4() != told.isIpv4()
        ? null
        : peer.address().toString();
  }
}
