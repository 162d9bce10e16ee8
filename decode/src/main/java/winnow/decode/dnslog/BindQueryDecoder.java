// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.dns.DnsCodes;
import winnow.decode.dns.DnsNames;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.schema.DnsBuilder;

/**
 * Reads the query log of BIND 9, from a file or through syslog: {@code client @0x7f80
 * 10.0.0.1#53210 (www.example.com): view v: query: www.example.com IN A +E(0)K (10.0.0.53)}, in
 * which older releases leave out the object, the name in brackets and the address of the server.
 * Every line is a query without its response. Other lines of BIND are skipped.
 */
public final class BindQueryDecoder implements Decoder {
  private static final String CLIENT = "client ";
  private static final String QUERY = ": query: ";
  private static final String SUBNET = "[ECS ";
  private static final int DNS_PORT = 53;
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final LogLine log;
  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool pool = new TextPool();
  private final ServerName serverName = new ServerName();
  private final Slice slice = new Slice();

  /** A decoder of one log. */
  public BindQueryDecoder(DecodeOptions options) {
    log = new LogLine(options);
  }

  /** Whether {@code line} is a query that BIND logs. */
  public static boolean recognizes(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    int client = client(bytes, 0, bytes.length);
    return client >= 0
        && LogLine.indexOf(bytes, client, bytes.length, QUERY) > 0
        && line.indexOf('#', client) > 0;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    byte[] bytes = line.bytes();
    int client = client(bytes, line.start(), line.end());
    int query = client < 0 ? -1 : LogLine.indexOf(bytes, client, line.end(), QUERY);
    if (query < 0) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    dns.reset();
    dns.eventTimeMicros = log.start(line);
    dns.observer = serverName.observer(bytes, log.position(), client);
    log.position(client + CLIENT.length());
    peer();
    log.position(query + QUERY.length());
    question();
    sink.accept(dns.build());
  }

  /** Index of the word `client`, or -1. */
  private static int client(byte[] bytes, int from, int to) {
    int at = LogLine.indexOf(bytes, from, to, CLIENT);
    while (at >= 0 && !isClient(bytes, at, from, to)) {
      at = LogLine.indexOf(bytes, at + 1, to, CLIENT);
    }
    return at;
  }

  /** A word of its own, with an object or address after it: no host of that name. */
  private static boolean isClient(byte[] bytes, int at, int from, int to) {
    int next = at + CLIENT.length();
    return (at == from || bytes[at - 1] == ' ')
        && next < to
        && (bytes[next] == '@' || bytes[next] == ':' || Character.digit(bytes[next], 16) >= 0);
  }

  /** {@code @0x7f80 10.0.0.1#53210}, then perhaps {@code /key name} or a colon. */
  private void peer() throws BadValueException {
    Slice peer = log.next();
    if (peer.startsWith("@")) {
      peer = log.next();
    }
    int hash = peer.length() - 1;
    while (hash >= 0 && peer.charAt(hash) != '#') {
      hash--;
    }
    if (hash < 0) {
      throw BadValueException.notA("address#port of a client", peer, RejectReason.MALFORMED);
    }
    int to = hash + 1;
    while (to < peer.length() && peer.charAt(to) >= '0' && peer.charAt(to) <= '9') {
      to++;
    }
    int start = peer.start();
    dns.clientPort = Numbers.parsePort(slice.over(peer.bytes(), start + hash + 1, start + to));
    dns.clientAddress = addresses.parse(slice.over(peer.bytes(), start, start + hash));
  }

  /** {@code www.example.com IN A +E(0)K (10.0.0.53) [ECS 192.0.2.0/24/0]}. */
  private void question() throws BadValueException {
    dns.query = DnsNames.fromMasterFile(pool.text(required("name")));
    dns.qclass = DnsCodes.dnsClass(pool.text(required("class")));
    dns.qtype = DnsCodes.type(pool.text(required("type")));
    dns.opcode = 0;
    dns.querySeen = true;
    flags(required("flags"));
    Slice server = log.next();
    if (!server.isEmpty()) {
      server(server);
    }
    Slice subnet = log.next();
    if (subnet.is(SUBNET.trim())) {
      dns.clientSubnet = subnet(log.next());
    }
  }

  private Slice required(String what) throws BadValueException {
    Slice word = log.next();
    if (word.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the query has no " + what);
    }
    return word;
  }

  private void flags(Slice flags) throws BadValueException {
    char first = flags.charAt(0);
    if (first != '+' && first != '-') {
      throw BadValueException.notA("flags of a query", flags, RejectReason.MALFORMED);
    }
    dns.recursionDesired = first == '+';
    boolean tcp = false;
    for (int i = 1; i < flags.length(); i++) {
      tcp |= flags.charAt(i) == 'T';
    }
    dns.protocol = tcp ? TCP : UDP;
  }

  /** {@code (10.0.0.53)}; the port is not logged. */
  private void server(Slice word) throws BadValueException {
    if (word.charAt(0) != '(' || word.charAt(word.length() - 1) != ')') {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          BadValueException.shown(word) + " is not the server's address in brackets");
    }
    dns.serverAddress = addresses.parse(slice.over(word.bytes(), word.start() + 1, word.end() - 1));
    dns.serverPort = DNS_PORT;
  }

  /** {@code 192.0.2.0/24/0]}: address, source and scope prefix lengths. */
  private static String subnet(Slice word) {
    String text = word.toString();
    int slash = text.indexOf('/');
    int scope = text.indexOf('/', slash + 1);
    return scope < 0 ? text.replace("]", "") : text.substring(0, scope);
  }
}
