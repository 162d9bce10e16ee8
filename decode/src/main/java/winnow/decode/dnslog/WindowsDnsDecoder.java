// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
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
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;

/**
 * Reads the debug log of the Windows DNS server: {@code 3/2/2026 10:00:00 AM 0BE4 PACKET
 * 000000149B80B390 UDP Rcv 10.0.0.1 ccfb Q [0001 D NOERROR] A (3)www(7)example(3)com(0)}. A query
 * from a client and the response to it become one record. Packets between the server and others
 * that it asks are skipped, since the log does not say the server's own address; so are the lines
 * of packet details and the header. The order of day and month is told as {@link WindowsDates}
 * says.
 */
public final class WindowsDnsDecoder implements Decoder {
  private static final String PACKET = " PACKET ";
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int RESPONSE_BIT = 0x8000;
  private static final int RECURSION_DESIRED_BIT = 0x0100;
  private static final int PEEKED_BYTES = 64 * 1024;
  private static final int MAX_XID_CHARS = 4;

  private final WindowsDates dates;
  private final LogLine words;
  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool pool = new TextPool();
  private boolean isFromClient;

  /** A decoder of one log. */
  public WindowsDnsDecoder(DecodeOptions options) {
    dates = new WindowsDates(options);
    words = new LogLine(options);
  }

  /** Whether {@code line} is a packet that the Windows DNS server logs. */
  public static boolean recognizes(String line) {
    int packet = line.indexOf(PACKET);
    return packet > 0
        && WindowsDates.startsWithDate(line)
        && (line.indexOf(" Rcv ", packet) > 0 || line.indexOf(" Snd ", packet) > 0)
        && line.indexOf('[', packet) > 0
        && line.stripTrailing().endsWith("(0)");
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    byte[] head = input.readNBytes(PEEKED_BYTES);
    dates.learn(head);
    OpenQueries open = new OpenQueries(sink::accept);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), input);
    Lines.decode(all, sink, line -> take(line, open, sink));
    open.finish();
  }

  private void take(Slice line, OpenQueries open, DecodeSink sink) throws BadValueException {
    byte[] bytes = line.bytes();
    int packet = LogLine.indexOf(bytes, line.start(), line.end(), PACKET);
    int flags = packet < 0 ? -1 : LogLine.indexOf(bytes, packet, line.end(), "[");
    if (packet < 0 || !WindowsDates.startsWithDate(line)) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    if (flags < 0) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the packet has no flags in brackets");
    }
    dns.reset();
    dns.eventTimeMicros = dates.parse(line);
    boolean isResponse = packet(line, packet + PACKET.length());
    int rawFlags = flags(line, flags + 1);
    question();
    if (isFromClient == isResponse) {
      sink.skip(SkipReason.OTHER_LINE, 1);
    } else if (isResponse) {
      response(rawFlags, open, sink);
    } else {
      dns.querySeen = true;
      DnsRecord query = dns.build();
      open.add(key(query), query);
    }
  }

  /**
   * {@code 000000149B80B390 UDP Rcv 10.0.0.1 ccfb R Q}: the internal id may be missing, R marks
   * responses. Tells whether it is one.
   */
  private boolean packet(Slice line, int from) throws BadValueException {
    words.over(line, from);
    Slice transport = words.next();
    if (!transport.is("UDP") && !transport.is("TCP")) {
      transport = words.next();
    }
    dns.protocol = transport.is("TCP") ? TCP : UDP;
    Slice direction = words.next();
    isFromClient = direction.is("Rcv");
    if (!isFromClient && !direction.is("Snd")) {
      throw BadValueException.notA("Rcv or Snd", direction, RejectReason.MALFORMED);
    }
    dns.clientAddress = addresses.parse(words.next());
    dns.transactionId = hex(words.next());
    Slice kind = words.next();
    boolean isResponse = kind.is("R");
    dns.opcode = opcode(isResponse ? words.next() : kind);
    return isResponse;
  }

  private static @Nullable Integer opcode(Slice letter) {
    return switch (letter.toString()) {
      case "Q" -> 0;
      case "N" -> 4;
      case "U" -> 5;
      default -> null;
    };
  }

  /** {@code 8081 DR NOERROR]}: flags in the byte order of a little-endian machine. */
  private int flags(Slice line, int from) throws BadValueException {
    words.over(line, from);
    int swapped = hex(words.next());
    int flags = (swapped & 0xff) << 8 | swapped >> 8;
    dns.recursionDesired = (flags & RECURSION_DESIRED_BIT) != 0;
    Slice word = words.next();
    while (!word.isEmpty() && word.charAt(word.length() - 1) != ']') {
      word = words.next();
    }
    if (word.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the flags have no closing bracket");
    }
    dns.rcode = DnsCodes.rcode(pool.text(word.bytes(), word.start(), word.end() - 1));
    return flags;
  }

  private void question() throws BadValueException {
    dns.qtype = DnsCodes.type(pool.text(words.next()).toUpperCase(Locale.ROOT));
    Slice name = words.next();
    if (name.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the packet has no question");
    }
    dns.query = name(name);
  }

  /** The name of {@code (3)www(7)example(3)com(0)}: each label comes after its length. */
  private String name(Slice counted) throws BadValueException {
    StringBuilder name = new StringBuilder(counted.length());
    int at = 0;
    while (at < counted.length()) {
      int close = at + 1;
      int length = 0;
      while (close < counted.length() && Character.isDigit(counted.charAt(close))) {
        length = Math.min(length * 10 + counted.charAt(close++) - '0', 0xfff);
      }
      if (counted.charAt(at) != '('
          || close == counted.length()
          || counted.charAt(close) != ')'
          || close == at + 1) {
        throw BadValueException.notA("a name with its lengths", counted, RejectReason.MALFORMED);
      }
      if (length == 0) {
        return name.isEmpty() ? DnsNames.ROOT : name.substring(0, name.length() - 1);
      }
      int to = Math.min(close + 1 + length, counted.length());
      name.append(DnsNames.fromText(counted.subSequence(close + 1, to).toString())).append('.');
      at = to;
    }
    throw new BadValueException(
        RejectReason.FIELD_COUNT, BadValueException.shown(counted) + " does not end with (0)");
  }

  private void response(int flags, OpenQueries open, DecodeSink sink) {
    dns.answered = true;
    dns.headerFlags = flags | RESPONSE_BIT;
    DnsRecord response = dns.build();
    DnsRecord query = open.take(key(response));
    if (query != null) {
      dns.eventTimeMicros = query.eventTimeMicros();
    }
    dns.querySeen = query != null;
    sink.accept(dns.build());
  }

  private static QueryKey key(DnsRecord dns) {
    Integer protocol = dns.protocol();
    Integer id = dns.transactionId();
    return new QueryKey(
        dns.client().address(),
        (protocol == null ? 0L : protocol) << 16 | (id == null ? 0 : id),
        dns.question().name(),
        dns.question().qtype());
  }

  private static int hex(Slice word) throws BadValueException {
    int value = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = Character.digit(word.charAt(i), 16);
      if (digit < 0 || i == MAX_XID_CHARS) {
        throw BadValueException.notA("four hexadecimal digits", word, RejectReason.BAD_NUMBER);
      }
      value = value << 4 | digit;
    }
    if (word.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the packet has no id or flags");
    }
    return value;
  }
}
