// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.Session;
import winnow.schema.Tls;
import winnow.schema.Traffic;
import winnow.synth.traffic.Outcome;

/**
 * Flow records as conversations: one-way records are put together with those of the way back. Only
 * TCP, UDP and ICMP.
 */
final class TalkReader {
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;
  private static final int ECHO_REQUEST = 0x800;

  /** DHCP, NetBIOS, DHCPv6, SSDP, WS-Discovery, mDNS, LLMNR. */
  private static final Set<Integer> LINK_PORTS =
      Set.of(67, 68, 137, 138, 546, 547, 1900, 3702, 5353, 5355);

  /** Echo, timestamp, information and address mask, with their replies (RFC 792, RFC 950). */
  private static final Set<Integer> ICMP_QUERIES = Set.of(0, 8, 13, 14, 15, 16, 17, 18);

  /** Echo and its reply (RFC 4443). */
  private static final Set<Integer> ICMPV6_QUERIES = Set.of(128, 129);

  private static final int WELL_KNOWN_PORTS = 1024;
  private static final long ANSWER_LIMIT_MICROS = 60_000_000L;
  private static final int RST = 0x04;
  private static final int SYN = 0x02;

  private final List<Act.Talk> talks = new ArrayList<>();

  private TalkReader() {}

  static List<Act.Talk> read(List<FlowRecord> flows) {
    TalkReader reader = new TalkReader();
    Map<List<Object>, List<FlowRecord>> oneWay = new LinkedHashMap<>();
    for (FlowRecord flow : flows) {
      if (!isRouted(flow)) {
        continue;
      }
      if (flow.reverse() == null) {
        oneWay.computeIfAbsent(ends(flow), ends -> new ArrayList<>()).add(flow);
      } else {
        reader.addBoth(flow, flow.forward(), flow.reverse());
      }
    }
    oneWay.values().forEach(reader::pair);
    return reader.talks;
  }

  /** Whether routers report it here: no errors of ICMP, nothing that stays on a link. */
  private static boolean isRouted(FlowRecord flow) {
    Integer type = flow.icmpType();
    return switch (flow.protocol()) {
      case TCP -> true;
      case UDP ->
          !LINK_PORTS.contains(flow.source().port())
              && !LINK_PORTS.contains(flow.destination().port());
      case ICMP -> type == null || ICMP_QUERIES.contains(type);
      case ICMPV6 -> type == null || ICMPV6_QUERIES.contains(type);
      default -> false;
    };
  }

  /** The two ends in an order of their own. */
  private static List<Object> ends(FlowRecord flow) {
    Comparator<Endpoint> order =
        Comparator.comparing(Endpoint::address).thenComparing(Endpoint::port);
    return order.compare(flow.source(), flow.destination()) < 0
        ? List.of(flow.source(), flow.destination(), flow.protocol())
        : List.of(flow.destination(), flow.source(), flow.protocol());
  }

  private void pair(List<FlowRecord> flows) {
    flows.sort(Comparator.comparing(FlowRecord::eventTimeMicros));
    FlowRecord open = null;
    for (FlowRecord flow : flows) {
      if (open != null && answers(flow, open)) {
        FlowRecord first = isAnswer(open) ? flow : open;
        FlowRecord second = first == open ? flow : open;
        addBoth(first, first.forward(), second.forward());
        open = null;
      } else {
        if (open != null) {
          addBoth(open, open.forward(), null);
        }
        open = flow;
      }
    }
    if (open != null) {
      addBoth(open, open.forward(), null);
    }
  }

  private static boolean answers(FlowRecord flow, FlowRecord open) {
    long end = open.eventTimeMicros() + open.durationMicros();
    return flow.source().equals(open.destination())
        && !flow.source().equals(flow.destination())
        && flow.eventTimeMicros() <= end + ANSWER_LIMIT_MICROS;
  }

  /** Whether a record of which both ways are there is the way back, though it may come first. */
  private static boolean isAnswer(FlowRecord flow) {
    return flow.source().port() < WELL_KNOWN_PORTS
        && flow.destination().port() >= WELL_KNOWN_PORTS
        && flow.source().port() != 0;
  }

  private void addBoth(FlowRecord flow, Traffic forward, @Nullable Traffic reverse) {
    boolean answered = isSeen(reverse);
    boolean swapped = answered && !isSeen(forward);
    Traffic sent = swapped && reverse != null ? reverse : forward;
    Traffic back = answered && !swapped ? reverse : null;
    Session session = flow.session();
    Long sentPayload = swapped ? session.reversePayloadOctets() : session.payloadOctets();
    Endpoint client = swapped ? flow.destination() : flow.source();
    Endpoint server = swapped ? flow.source() : flow.destination();
    long octets = payload(flow, sent, sentPayload);
    long octetsBack = back == null ? 0 : payload(flow, back, session.reversePayloadOctets());
    Tls tls = flow.tls();
    talks.add(
        new Act.Talk(
            flow.eventTimeMicros(),
            Math.max(0, flow.durationMicros()),
            client,
            isIcmp(flow) ? new Endpoint(server.address(), icmpPort(flow)) : server,
            flow.protocol(),
            outcome(flow, sent, back, octets + octetsBack),
            octets,
            octetsBack,
            Math.max(1, sent.packets()),
            tls == null ? null : tls.serverName(),
            false));
  }

  private static boolean isSeen(@Nullable Traffic traffic) {
    return traffic != null && (traffic.packets() > 0 || traffic.octets() > 0);
  }

  private static boolean isIcmp(FlowRecord flow) {
    return flow.protocol() == ICMP || flow.protocol() == ICMPV6;
  }

  private static int icmpPort(FlowRecord flow) {
    Integer type = flow.icmpType();
    Integer code = flow.icmpCode();
    return type == null ? ECHO_REQUEST : type << 8 | (code == null ? 0 : code);
  }

  private static long payload(FlowRecord flow, Traffic traffic, @Nullable Long told) {
    if (told != null) {
      return told;
    }
    int header = (flow.source().address().isIpv4() ? 20 : 40) + (flow.protocol() == TCP ? 32 : 8);
    return Math.max(0, traffic.octets() - traffic.packets() * header);
  }

  private static Outcome outcome(
      FlowRecord flow, Traffic sent, @Nullable Traffic back, long payload) {
    if (back == null) {
      return Outcome.S0;
    }
    if (flow.protocol() != TCP) {
      return Outcome.SF;
    }
    String state = flow.session().state();
    boolean refused =
        state == null || state.isEmpty()
            ? (back.tcpFlags() & RST) != 0 && (back.tcpFlags() & SYN) == 0
            : state.equals("REJ");
    if (payload == 0 && refused) {
      return Outcome.REJ;
    }
    if (state != null && state.startsWith("RST")) {
      return state.startsWith("RSTR") ? Outcome.RSTR : Outcome.RSTO;
    }
    if ((sent.tcpFlags() & RST) != 0) {
      return Outcome.RSTO;
    }
    return (back.tcpFlags() & RST) != 0 ? Outcome.RSTR : Outcome.SF;
  }
}
