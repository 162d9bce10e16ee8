// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What Arkime says of all packets between two ends, in a form that does not depend on where it cuts
 * sessions and on what else it lists:
 *
 * <ul>
 *   <li>Its sessions of the same addresses, ports and protocol are put together.
 *   <li>It makes one session of all IGMP, OSPF or PIM, and one of each DHCP transaction; all
 *       packets of these protocols are put together, those of DHCP by their ports.
 *   <li>Its answers are those of all DNS sections; those for the name and type asked for, directly
 *       or by CNAME, are taken. Of responses without question (mDNS) it tells the root as name; the
 *       names of all answers are taken.
 *   <li>Its hosts have a port when the header field has; it gives no path when there is no host, so
 *       that the URI is taken.
 *   <li>What HTTP and TLS say, QUIC and DTLS included, is compared but where it is in what we do
 *       not claim to read: HTTP/2 in the clear, OpenVPN and SCTP.
 * </ul>
 */
final class ArkimeSession {
  private static final Set<String> DHCP = Set.of("|67", "|68", "|546", "|547");
  private static final Set<String> NOT_LOOKED_INTO = Set.of("openvpn", "http2");

  private static final String SCTP = "132 ";

  final String key;
  final TreeMap<String, Long> packets = new TreeMap<>();
  final TreeMap<String, Long> bytes = new TreeMap<>();
  long firstMillis = Long.MAX_VALUE;
  long lastMillis;
  final TreeSet<String> names = new TreeSet<>();
  final TreeSet<String> answers = new TreeSet<>();
  final TreeSet<String> hosts = new TreeSet<>();
  final TreeSet<String> paths = new TreeSet<>();
  String source = "";
  boolean isHttpCompared = true;

  ArkimeSession(String key) {
    this.key = key;
  }

  /** Both ends, the lower one first, and the protocol. */
  static String key(int protocol, String one, String other) {
    if (protocol == 2 || protocol == 89 || protocol == 103) {
      return protocol + (one.contains(".") ? " IPv4" : " IPv6");
    }
    if (protocol == 17 && isDhcp(one) && isDhcp(other)) {
      return one.endsWith("|67") || one.endsWith("|68") ? "DHCP" : "DHCPv6";
    }
    return protocol + " " + (one.compareTo(other) <= 0 ? one + " " + other : other + " " + one);
  }

  private static boolean isDhcp(String end) {
    return DHCP.stream().anyMatch(end::endsWith);
  }

  /** The end of a session that counters are kept by. */
  static String counted(String key, String end) {
    return key.startsWith("DHCP")
        ? end.substring(end.indexOf('|'))
        : key.contains(" IPv") ? "all" : end;
  }

  /** The sessions of an expectation that have IP addresses, by key. */
  static Map<String, ArkimeSession> read(Path expectation) throws IOException {
    Map<String, ArkimeSession> sessions = new TreeMap<>();
    for (Object session : list(map(json(expectation)).get("sessions3"))) {
      Map<?, ?> body = map(map(session).get("body"));
      Map<?, ?> source = map(body.get("source"));
      Map<?, ?> destination = map(body.get("destination"));
      if (source.get("ip") == null) {
        continue;
      }
      String from = end(source);
      String to = end(destination);
      String key = key((int) number(body.get("ipProtocol")), from, to);
      ArkimeSession all = sessions.computeIfAbsent(key, ArkimeSession::new);
      long first = Math.min(number(body.get("firstPacket")), number(body.get("lastPacket")));
      long last = Math.max(number(body.get("firstPacket")), number(body.get("lastPacket")));
      all.start(first, from);
      all.count(from, number(source.get("packets")), number(source.get("bytes")));
      all.count(to, number(destination.get("packets")), number(destination.get("bytes")));
      all.lastMillis = Math.max(all.lastMillis, last);
      all.addDns(list(body.get("dns")));
      boolean compared = list(body.get("protocol")).stream().noneMatch(NOT_LOOKED_INTO::contains);
      all.isHttpCompared &= compared && !key.startsWith(SCTP);
      all.addHttp(map(body.get("http")));
    }
    return sessions;
  }

  /** Notes the sender of the first packet. */
  void start(long millis, String end) {
    if (millis < firstMillis) {
      firstMillis = millis;
      source = counted(key, end);
    }
  }

  void count(String end, long morePackets, long moreBytes) {
    packets.merge(counted(key, end), morePackets, Long::sum);
    bytes.merge(counted(key, end), moreBytes, Long::sum);
  }

  private void addDns(List<?> dns) {
    for (Object message : dns) {
      Map<?, ?> fields = map(message);
      Set<String> asked = new HashSet<>();
      boolean isAsked = fields.get("qt") != null;
      if (!isAsked) {
        list(fields.get("answers")).forEach(answer -> asked.add(name(map(answer).get("name"))));
        names.addAll(asked);
      } else if (fields.get("queryHost") != null) {
        String name = name(fields.get("queryHost"));
        names.add(name);
        asked.add(name);
      }
      for (Object answer : list(fields.get("answers"))) {
        Map<?, ?> record = map(answer);
        if (asked.contains(name(record.get("name")))) {
          if (record.get("ip") != null) {
            if (isAsked && !isOfType(record, fields)) {
              continue;
            }
            answers.add(String.valueOf(record.get("ip")));
          } else if (record.get("cname") != null) {
            asked.add(name(record.get("cname")));
          }
        }
      }
    }
  }

  private static boolean isOfType(Map<?, ?> record, Map<?, ?> question) {
    return Objects.equals(record.get("type"), question.get("qt"))
        || "ANY".equals(question.get("qt"));
  }

  private void addHttp(Map<?, ?> http) {
    for (Object host : list(http.get("host"))) {
      String name = lower(host).replaceFirst(":\\d+$", "");
      if (!name.isEmpty()) {
        hosts.add(name);
      }
    }
    boolean hasPath = http.get("path") != null;
    for (Object path : list(http.get(hasPath ? "path" : "uri"))) {
      paths.add(String.valueOf(path).replaceFirst("\\?.*", ""));
    }
  }

  /** A name of DNS as it is sent: Arkime shows the root as a word and IDN labels as Unicode. */
  private static String name(@Nullable Object text) {
    String name = lower(text);
    return name.equals("<root>") ? "." : name.matches("\\p{ASCII}*") ? name : IDN.toASCII(name);
  }

  private static String end(Map<?, ?> end) {
    return winnow.schema.IpAddress.parse(String.valueOf(end.get("ip")))
        + "|"
        + number(end.get("port"));
  }

  static String lower(@Nullable Object text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static Object json(Path file) throws IOException {
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      default -> parser.getString();
    };
  }
}
