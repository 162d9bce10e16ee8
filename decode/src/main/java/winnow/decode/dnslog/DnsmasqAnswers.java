// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.dns.DnsCodes;
import winnow.decode.dns.DnsNames;
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

/**
 * Puts the answers of dnsmasq to its queries. An answer has a line for each of its records, one
 * after another: it goes on as long as each line is what the CNAME before it leads to, or another
 * address of the same name and family. It belongs to the query with the same serial number; without
 * serial numbers, to the first that asks for the name and for a type that fits. Answers to queries
 * that are not in the log are skipped.
 */
final class DnsmasqAnswers {
  private static final int A = 1;
  private static final int CNAME = 5;
  private static final int PTR = 12;
  private static final int AAAA = 28;
  private static final int MAX_LINES = 1_000;
  private static final int MAX_CHARS = 1 << 20;
  private static final String TO_CNAME = "<CNAME>";
  private static final int[] OTHER_TYPES = {65, 64, 16, 33, 15, 6, 2, 12, 255, 35, 43, 48, 257};

  private final DecodeSink sink;
  private final OpenQueries open;
  private final List<ResourceRecord> records = new ArrayList<>();
  private boolean answering;
  private long serial;
  private long timeMicros;
  private boolean precise;
  private String firstName = "";
  private String lastName = "";
  private String lastValue = "";
  private int lines;
  private int chars;

  DnsmasqAnswers(DecodeSink sink) {
    this.sink = sink;
    open = new OpenQueries(sink::accept);
  }

  void query(long querySerial, DnsRecord query) {
    endOfAnswer();
    open.add(
        querySerial != 0
            ? new QueryKey(null, querySerial, "", null)
            : new QueryKey(null, 0, lower(query.question().name()), query.question().qtype()),
        query);
  }

  /** Takes the line {@code name is value}. */
  void answer(long lineSerial, long lineTimeMicros, boolean isPrecise, String name, String value) {
    if (!answering
        || lineSerial != serial
        || !goesOn(name, value)
        || lines == MAX_LINES
        || chars > MAX_CHARS) {
      endOfAnswer();
      answering = true;
      serial = lineSerial;
      timeMicros = lineTimeMicros;
      precise = isPrecise;
      firstName = name;
    } else if (lastValue.equals(TO_CNAME)) {
      records.add(new ResourceRecord(DnsNames.fromText(name), CNAME, -1));
    }
    lastName = name;
    lastValue = value;
    lines++;
    chars += name.length() + value.length();
    IpAddress.find(value)
        .ifPresent(
            address -> records.add(new ResourceRecord(value, address.isIpv4() ? A : AAAA, -1)));
  }

  private boolean goesOn(String name, String value) {
    return lastValue.equals(TO_CNAME)
        || name.equals(lastName)
            && isAddress(value)
            && isAddress(lastValue)
            && isIpv6(value) == isIpv6(lastValue);
  }

  /** No more lines of the answer come. */
  void endOfAnswer() {
    if (!answering) {
      return;
    }
    answering = false;
    DnsRecord query = takeQuery();
    if (query == null) {
      sink.skip(SkipReason.OTHER_LINE, lines);
    } else {
      sink.accept(answered(query));
    }
    records.clear();
    lines = 0;
    chars = 0;
  }

  /** Hands on what still waits. */
  void finish() {
    endOfAnswer();
    open.finish();
  }

  private @Nullable DnsRecord takeQuery() {
    if (serial != 0) {
      return open.take(new QueryKey(null, serial, "", null));
    }
    String name = lower(firstName);
    Optional<IpAddress> address = IpAddress.find(firstName);
    if (address.isPresent()) {
      String reverse = reverseName(address.get());
      return first(type -> open.take(new QueryKey(null, 0, reverse, type)), new int[] {PTR, 255});
    }
    int[] types =
        isAddress(lastValue) || lastValue.startsWith("NODATA-")
            ? new int[] {isIpv6(lastValue) || lastValue.endsWith("IPv6") ? AAAA : A}
            : lastValue.startsWith("<") ? OTHER_TYPES : new int[] {A, AAAA};
    DnsRecord fit = first(type -> open.take(new QueryKey(null, 0, name, type)), types);
    return fit != null
        ? fit
        : first(type -> open.take(new QueryKey(null, 0, name, type)), OTHER_TYPES);
  }

  private static @Nullable DnsRecord first(
      Function<Integer, @Nullable DnsRecord> take, int[] types) {
    for (int type : types) {
      DnsRecord query = take.apply(type);
      if (query != null) {
        return query;
      }
    }
    return null;
  }

  private DnsRecord answered(DnsRecord query) {
    long waited = timeMicros - query.eventTimeMicros();
    return new DnsRecord(
        query.observer(),
        query.eventTimeMicros(),
        query.client(),
        null,
        query.protocol(),
        null,
        query.question(),
        true,
        null,
        new DnsRecord.Response(
            rcode(),
            null,
            precise && waited >= 0 ? waited : null,
            null,
            answers(query),
            null,
            null),
        null,
        null);
  }

  /** The records; of a question for a name, the name. */
  private List<ResourceRecord> answers(DnsRecord query) {
    Integer type = query.question().qtype();
    boolean isName =
        type != null && type == PTR && !isAddress(lastValue) && rcodeName(lastValue) == null;
    return isName && !lastValue.startsWith("<")
        ? List.of(new ResourceRecord(DnsNames.fromText(lastValue), PTR, -1))
        : records;
  }

  private int rcode() {
    Integer named = rcodeName(lastValue);
    return named == null ? 0 : named;
  }

  /** The code of `NXDOMAIN`, `SERVFAIL (EDE: …)`, `NODATA-IPv6`; null of all that is no code. */
  private static @Nullable Integer rcodeName(String value) {
    if (value.startsWith("NODATA")) {
      return 0;
    }
    int blank = value.indexOf(' ');
    return DnsCodes.rcode(blank < 0 ? value : value.substring(0, blank));
  }

  private static boolean isAddress(String value) {
    return IpAddress.find(value).isPresent();
  }

  private static boolean isIpv6(String value) {
    return value.indexOf(':') >= 0;
  }

  private static String lower(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }

  /** The name that is asked for to learn the name of {@code address} (RFC 1035 section 3.5). */
  static String reverseName(IpAddress address) {
    StringBuilder name = new StringBuilder(80);
    if (address.isIpv4()) {
      String[] parts = address.toString().split("\\.", -1);
      for (int i = parts.length - 1; i >= 0; i--) {
        name.append(parts[i]).append('.');
      }
      return name.append("in-addr.arpa").toString();
    }
    long low = address.low();
    long high = address.high();
    for (int i = 0; i < 32; i++) {
      long half = i < 16 ? low >>> 4 * i : high >>> 4 * (i - 16);
      name.append(Character.forDigit((int) half & 15, 16)).append('.');
    }
    return name.append("ip6.arpa").toString();
  }
}
