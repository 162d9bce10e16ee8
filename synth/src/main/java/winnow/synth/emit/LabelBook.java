// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.planted.PlantedTraffic;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.GeneratedDomains;
import winnow.synth.scenario.Planted;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scan;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.WebRequest;

/**
 * What was planted and where it can be found: per attack, day, entity, peer and format the first
 * and last time and the number of records written, and whether the entity is one of the attack's
 * hosts or passes on what they send, as a proxy does, and whether it is malicious.
 */
public final class LabelBook {
  private final SyntheticNetwork network;
  private final Map<Key, Tally> tallies = new TreeMap<>();
  private final Set<String> relays;
  private final Map<Blend, Host> blended;

  /** A book for the attacks of a network. */
  public LabelBook(SyntheticNetwork network) {
    this(network, Map.of());
  }

  /** A book for the attacks of a network and what was blended in, with the hosts that do it. */
  public LabelBook(SyntheticNetwork network, Map<Blend, Host> blended) {
    this.network = network;
    this.blended = Map.copyOf(blended);
    relays =
        network.withRole(Role.PROXY).stream()
            .flatMap(proxy ->
                Stream.of(
                    proxy.subnet().address(proxy.slot()),
                    proxy.subnet().ipv6(Dice.hash(proxy.seed(), 0))))
            .map(IpAddress::toString)
            .collect(Collectors.toSet());
  }

  /** The page of one format. */
  public Page page(Day day, TelemetryKind kind, String format) {
    return new Page(day, kind, format);
  }

  /** Writes everything as CSV with a header; who is malicious where something was blended in. */
  public void write(Path file) throws IOException {
    boolean labelled = !blended.isEmpty();
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("attack,kind,technique,entity,peer,start,end,telemetry,format,records,part");
      out.write(labelled ? ",label\n" : "\n");
      for (Map.Entry<Key, Tally> entry : tallies.entrySet()) {
        String part = relays.contains(entry.getKey().entity()) ? "relay" : "host";
        String label = labelled ? "," + entry.getKey().label() : "";
        out.write(entry.getKey().line(entry.getValue()) + "," + part + label + "\n");
      }
    }
  }

  /** Counts what a format has of the attacks on a day. */
  public final class Page {
    private final Day day;
    private final TelemetryKind kind;
    private final String format;

    private Page(Day day, TelemetryKind kind, String format) {
      this.day = day;
      this.kind = kind;
      this.format = format;
    }

    void flow(Conversation conversation, long first, long last) {
      Planted attack = conversation.planted();
      if (attack instanceof Blend blend) {
        IpAddress source = conversation.source().address();
        IpAddress destination = conversation.destination().address();
        count(blend, isOwn(blend, destination) ? destination : source, first, last);
      } else if (attack != null && (conversation.service() != Service.DNS || tells(conversation))) {
        String peer =
            attack instanceof Scan scan
                ? PlantedTraffic.target(scan, network)
                : conversation.destination().address().toString();
        count(attack, conversation.source().address(), peer, first, last);
      }
    }

    void exchange(DnsExchange exchange) {
      Planted attack = exchange.planted();
      long time = exchange.timeMicros();
      if (attack instanceof Blend blend) {
        count(blend, exchange.client(), time, time + exchange.roundTripMicros());
      } else if (attack != null) {
        String peer = attack instanceof DnsTunnel tunnel ? tunnel.domain() : exchange.name();
        count(attack, exchange.client(), peer, time, time + exchange.roundTripMicros());
      }
    }

    void request(WebRequest request) {
      Planted attack = request.planted();
      long time = request.timeMicros();
      if (attack instanceof Blend blend) {
        count(blend, request.client(), time, time + request.durationMicros());
      } else if (attack != null) {
        String host = request.target().host();
        count(attack, request.client(), host, time, time + request.durationMicros());
      }
    }

    /** Whether a look-up is the attack itself, and not what precedes a connection. */
    private static boolean tells(Conversation lookUp) {
      boolean names =
          lookUp.planted() instanceof DnsTunnel || lookUp.planted() instanceof GeneratedDomains;
      return names && !lookUp.crossesBorder();
    }

    private boolean isOwn(Blend blend, IpAddress address) {
      Host host = blended.get(blend);
      return host != null
          && (day.address(host).equals(address) || day.ipv6Peer(host).address().equals(address));
    }

    /** Of a blend there is one line for all peers. */
    private void count(Blend blend, IpAddress entity, long first, long last) {
      if (blend.label() != Blend.Label.BACKGROUND) {
        count(blend, entity, "", first, last);
      }
    }

    private void count(Planted attack, IpAddress entity, String peer, long first, long last) {
      Key key = new Key(attack, day.index(), kind, format, entity.toString(), peer);
      tallies.merge(key, new Tally(first, last, 1), Tally::plus);
    }
  }

  private record Tally(long first, long last, long records) {
    Tally plus(Tally other) {
      return new Tally(
          Math.min(first, other.first), Math.max(last, other.last), records + other.records);
    }
  }

  private record Key(
      Planted attack, int day, TelemetryKind kind, String format, String entity, String peer)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.attack.id())
            .thenComparing(Key::day)
            .thenComparing(key -> key.kind.name())
            .thenComparing(Key::format)
            .thenComparing(Key::entity)
            .thenComparing(Key::peer);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    String label() {
      return attack.malicious() ? "malicious" : "benign";
    }

    String line(Tally tally) {
      return String.join(
          ",",
          attack.id(),
          attack.kind(),
          attack.technique(),
          entity,
          peer,
          instant(tally.first),
          instant(tally.last),
          kind.tableName(),
          format,
          Long.toString(tally.records));
    }

    private static String instant(long micros) {
      return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000).toString();
    }
  }
}
