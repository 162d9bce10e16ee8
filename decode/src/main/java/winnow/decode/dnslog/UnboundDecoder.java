// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
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
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;

/**
 * Reads the log of Unbound with {@code log-queries} or {@code log-replies}: {@code [1772445600]
 * unbound[123:0] reply: 10.0.0.1 www.example.com. A IN NOERROR 0.012345 0 64}, with or without
 * {@code log-tag-queryreply} and {@code log-destaddr}. A query and its reply become one record; a
 * reply whose query is not logged is one too. Other lines are skipped.
 */
public final class UnboundDecoder implements Decoder {
  private static final String PROGRAM = "unbound";
  private static final int MAX_PREFIX_WORDS = 8;
  private static final Integer UDP = 17;
  private static final Integer TCP = 6;

  private final LogLine log;
  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool pool = new TextPool();
  private final ServerName serverName = new ServerName();
  private boolean isTagged;

  /** A decoder of one log. */
  public UnboundDecoder(DecodeOptions options) {
    log = new LogLine(options);
  }

  /** Whether {@code line} is a query or reply that Unbound logs. */
  public static boolean recognizes(String line) {
    int program = line.indexOf(PROGRAM);
    if (program < 0) {
      return false;
    }
    for (String tag : new String[] {" query: ", " reply: ", " info: "}) {
      int at = line.indexOf(tag, program);
      String[] words = at < 0 ? new String[0] : line.substring(at + tag.length()).split(" +", -1);
      if (words.length >= 4
          && words[1].endsWith(".")
          && IpAddress.find(words[0]).isPresent()
          && DnsCodes.type(words[2]) != null
          && DnsCodes.dnsClass(words[3]) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    OpenQueries open = new OpenQueries(sink::accept);
    Lines.decode(input, sink, line -> take(line, open, sink));
    open.finish();
  }

  private void take(Slice line, OpenQueries open, DecodeSink sink) throws BadValueException {
    long timeMicros = log.start(line);
    int prefix = log.position();
    Slice client = toClient();
    if (!looksLikeAddress(client)) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    dns.reset();
    dns.eventTimeMicros = timeMicros;
    dns.observer = serverName.observer(line.bytes(), prefix, client.start());
    try {
      dns.clientAddress = addresses.parse(client);
    } catch (BadValueException e) {
      if (isTagged) {
        throw e;
      }
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    question();
    Slice rcode = log.next();
    if (rcode.isEmpty()) {
      DnsRecord query = dns.build();
      open.add(key(query), query);
    } else {
      dns.answered = true;
      dns.rcode = DnsCodes.rcode(pool.text(rcode));
      reply();
      sink.accept(answered(dns.build(), open));
    }
  }

  /** The word after the tag, which is `info:`, `query:` or `reply:`; empty when there is no tag. */
  private Slice toClient() {
    isTagged = false;
    for (int i = 0; i < MAX_PREFIX_WORDS; i++) {
      Slice word = log.next();
      isTagged = word.is("query:") || word.is("reply:");
      if (isTagged || word.is("info:")) {
        return log.next();
      }
    }
    return new Slice();
  }

  private static boolean looksLikeAddress(Slice word) {
    for (int i = 0; i < Math.min(word.length(), 5); i++) {
      if (word.charAt(i) == '.' || word.charAt(i) == ':') {
        return true;
      }
      if (Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return false;
  }

  private void question() throws BadValueException {
    dns.query = DnsNames.fromMasterFile(pool.text(required("name")));
    dns.qtype = DnsCodes.type(pool.text(required("type")));
    dns.qclass = DnsCodes.dnsClass(pool.text(required("class")));
    dns.opcode = 0;
    dns.querySeen = true;
  }

  /** {@code 0.012345 0 64}: seconds, whether from the cache, octets; then the server's address. */
  private void reply() throws BadValueException {
    dns.roundTripMicros = Numbers.parseDurationMicros(required("time to resolve"));
    required("mark of the cache");
    dns.responseOctets = Numbers.parseCount(required("size"));
    Slice on = log.next();
    if (on.is("on")) {
      dns.protocol = transport(required("transport"));
      dns.serverAddress = addresses.parse(required("address of the server"));
      dns.serverPort = Numbers.parsePort(required("port of the server"));
    }
  }

  private static @Nullable Integer transport(Slice name) {
    return switch (name.toString()) {
      case "udp", "dnscrypt_udp" -> UDP;
      case "tcp", "dot", "doh", "dnscrypt_tcp" -> TCP;
      default -> null;
    };
  }

  private Slice required(String what) throws BadValueException {
    Slice word = log.next();
    if (word.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the line has no " + what);
    }
    return word;
  }

  private static QueryKey key(DnsRecord dns) {
    return new QueryKey(dns.client().address(), 0, dns.question().name(), dns.question().qtype());
  }

  /** {@code reply} at the time of its query, when that was logged. */
  private static DnsRecord answered(DnsRecord reply, OpenQueries open) {
    DnsRecord query = open.take(key(reply));
    if (query == null) {
      return reply;
    }
    return new DnsRecord(
        reply.observer(),
        query.eventTimeMicros(),
        reply.client(),
        reply.server(),
        reply.protocol(),
        null,
        reply.question(),
        true,
        null,
        reply.response(),
        null,
        null);
  }
}
