// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
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
 * Reads the log of dnsmasq with {@code log-queries}, which Pi-hole writes too: {@code query[A] name
 * from client}, then {@code forwarded}, then {@code reply name is address}, or {@code cached},
 * {@code config}, {@code /etc/hosts} and others that answer at once. The lines of a transaction
 * become one record; see {@link DnsmasqAnswers}. With {@code log-queries=extra} a serial number
 * joins them, and the client's port is known. Other lines are skipped.
 */
public final class DnsmasqDecoder implements Decoder {
  private static final Pattern LINE =
      Pattern.compile(
          ".*\\b(dnsmasq|pihole-FTL)(\\[\\d+])?: (\\S+ )?(\\d+ \\S+/\\d+ )?"
              + "(query\\[\\S+] \\S+ from \\S+|(reply|cached) \\S+ is \\S+)");
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final LogLine log;
  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool pool = new TextPool();
  private final ServerName serverName = new ServerName();
  private long serial;

  /** A decoder of one log. */
  public DnsmasqDecoder(DecodeOptions options) {
    log = new LogLine(options);
  }

  /** Whether {@code line} is a query or answer that dnsmasq logs. */
  public static boolean recognizes(String line) {
    return line.indexOf(": ") > 0 && LINE.matcher(line).lookingAt();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    DnsmasqAnswers answers = new DnsmasqAnswers(sink);
    Lines.decode(input, sink, line -> take(line, answers, sink));
    answers.finish();
  }

  private void take(Slice line, DnsmasqAnswers answers, DecodeSink sink) throws BadValueException {
    long timeMicros = log.start(line);
    int prefix = log.position();
    if (!toBody()) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    dns.reset();
    dns.eventTimeMicros = timeMicros;
    dns.observer = serverName.observer(line.bytes(), prefix, log.position());
    Slice verb = extra();
    if (verb.startsWith("query[") || verb.startsWith("auth[")) {
      query(verb);
      answers.query(serial, dns.build());
    } else if (isAnswer(verb)) {
      answer(timeMicros, answers, sink);
    } else {
      answers.endOfAnswer();
      sink.skip(SkipReason.OTHER_LINE, 1);
    }
  }

  /** Goes past the name of the program; false when the line is of another. */
  private boolean toBody() {
    for (int i = 0; i < 4; i++) {
      Slice word = log.next();
      boolean isOurs =
          word.startsWith("dnsmasq[")
              || word.startsWith("dnsmasq:")
              || word.startsWith("pihole-FTL[")
              || word.startsWith("pihole-FTL:");
      if (isOurs && word.charAt(word.length() - 1) == ':') {
        return true;
      }
      if (word.is("dnsmasq") || word.is("pihole-FTL")) {
        log.next();
        log.next();
        log.next();
        return true;
      }
    }
    return false;
  }

  /** Reads {@code UDP 17 10.0.0.1/40000}, of which any may be missing; returns the word after. */
  private Slice extra() throws BadValueException {
    serial = 0;
    Slice word = log.next();
    if (word.is("UDP") || word.is("TCP")) {
      dns.protocol = word.is("TCP") ? TCP : UDP;
      word = log.next();
    }
    if (word.isEmpty() || word.charAt(0) < '0' || word.charAt(0) > '9') {
      return word;
    }
    serial = Numbers.parseCount(word);
    Slice client = log.next();
    int slash = client.length() - 1;
    while (slash > 0 && client.charAt(slash) != '/') {
      slash--;
    }
    if (slash > 0) {
      dns.clientPort = Numbers.parsePort(client.subSequence(slash + 1, client.length()));
      dns.clientAddress = addresses.parse(client.subSequence(0, slash));
    }
    return log.next();
  }

  /** {@code query[A] www.example.com from 10.0.0.1}. */
  private void query(Slice verb) throws BadValueException {
    if (verb.charAt(verb.length() - 1) != ']') {
      throw new BadValueException(
          RejectReason.FIELD_COUNT, BadValueException.shown(verb) + " does not end with \"]\"");
    }
    int open = LogLine.indexOf(verb.bytes(), verb.start(), verb.end(), "[");
    String type = pool.text(verb.bytes(), open + 1, verb.end() - 1);
    dns.qtype = DnsCodes.type(type.startsWith("type=") ? "TYPE" + type.substring(5) : type);
    dns.qclass = 1;
    dns.opcode = 0;
    dns.querySeen = true;
    Slice name = log.next();
    dns.query = name.is("from") ? DnsNames.ROOT : DnsNames.fromText(pool.text(name));
    Slice from = name.is("from") ? name : log.next();
    Slice client = from.is("from") ? log.next() : new Slice();
    if (client.isEmpty()) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the query has no client");
    }
    dns.clientAddress = addresses.parse(client);
  }

  /** Whether the words after {@code verb} are {@code name is value}, or more words come before. */
  private boolean isAnswer(Slice verb) {
    boolean plain =
        verb.is("reply")
            || verb.startsWith("cached")
            || verb.is("config")
            || verb.is("DHCP")
            || verb.startsWith("/");
    boolean blocked =
        verb.is("gravity") || verb.is("exactly") || verb.is("regex") || verb.is("special");
    if (blocked) {
      log.next();
    }
    return plain || blocked;
  }

  private void answer(long timeMicros, DnsmasqAnswers answers, DecodeSink sink) {
    String name = pool.text(log.next());
    Slice is = log.next();
    if (!is.is("is")) {
      answers.endOfAnswer();
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    int from = Math.min(log.position() + 1, log.end());
    String value = pool.text(log.bytes(), from, log.end());
    answers.answer(serial, timeMicros, log.isPrecise(), name, value);
  }
}
