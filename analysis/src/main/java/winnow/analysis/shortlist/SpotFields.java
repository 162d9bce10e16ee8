// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.TelemetryRow;
import winnow.analysis.word.DnsFrames;
import winnow.analysis.word.SpotHttpWords;
import winnow.context.Protocols;
import winnow.schema.TelemetryKind;

/**
 * The columns of Apache Spot's results files. Text that is absent is {@code -}, a number that is
 * absent empty; flows without a reverse direction have 0 there, as nfdump prints it.
 */
public final class SpotFields {
  private static final String ABSENT = "-";
  private static final double MICROS_PER_SECOND = 1e6;
  private static final long MICROS_PER_MILLISECOND = 1000;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter FRAME_TIME =
      DateTimeFormatter.ofPattern("MMM ppd uuuu HH:mm:ss.nnnnnnnnn 'UTC'", Locale.ROOT);

  private SpotFields() {}

  /** The names of the columns, in order. */
  public static List<String> names(TelemetryKind kind) {
    return switch (kind) {
      case FLOW ->
          List.of(
              "treceived,tryear,trmonth,trday,trhour,trminute,trsec,tdur,sip,dip,sport,dport,proto,ipkt,ibyt,opkt,obyt,score"
                  .split(","));
      case DNS ->
          List.of(
              "frame_time,unix_tstamp,frame_len,ip_dst,dns_qry_name,dns_qry_class,dns_qry_type,dns_qry_rcode,score"
                  .split(","));
      case HTTP ->
          List.of(
              "p_date,p_time,clientip,host,reqmethod,useragent,resconttype,duration,username,webcat,referer,respcode,uriport,uripath,uriquery,serverip,scbytes,csbytes,fulluri,word,score"
                  .split(","));
    };
  }

  /** The values of a row, in the order of {@link #names}. */
  public static List<String> values(TelemetryKind kind, ScoredRow row) {
    return switch (kind) {
      case FLOW -> flow(row.row(), row.score());
      case DNS -> dns(row.row(), row.score());
      case HTTP -> http(row.row(), row.weakest().word(), row.score());
    };
  }

  private static List<String> flow(TelemetryRow row, double score) {
    Long received = row.number("received_time");
    OffsetDateTime time = time(received != null ? received : row.numberOrZero("event_time"));
    return List.of(
        DATE_TIME.format(time),
        Integer.toString(time.getYear()),
        Integer.toString(time.getMonthValue()),
        Integer.toString(time.getDayOfMonth()),
        Integer.toString(time.getHour()),
        Integer.toString(time.getMinute()),
        Integer.toString(time.getSecond()),
        Float.toString((float) (row.numberOrZero("duration") / MICROS_PER_SECOND)),
        text(row.text("src_addr")),
        text(row.text("dst_addr")),
        number(row.number("src_port")),
        number(row.number("dst_port")),
        Protocols.name((int) row.numberOrZero("protocol")),
        number(row.number("packets")),
        number(row.number("octets")),
        Long.toString(row.numberOrZero("reverse_packets")),
        Long.toString(row.numberOrZero("reverse_octets")),
        Double.toString(score));
  }

  private static List<String> dns(TelemetryRow row, double score) {
    long micros = row.numberOrZero("event_time");
    Long dnsClass = row.number("qclass");
    return List.of(
        FRAME_TIME.format(time(micros)),
        Long.toString(micros / 1_000_000),
        Long.toString(frameOctets(row)),
        text(row.text("client_addr")),
        text(row.text("query")),
        dnsClass == null ? "unknown" : String.format(Locale.ROOT, "0x%08x", dnsClass),
        code(row.number("qtype")),
        code(row.number("rcode")),
        Double.toString(score));
  }

  private static List<String> http(TelemetryRow row, String word, double score) {
    OffsetDateTime time = time(row.numberOrZero("event_time"));
    Long duration = row.number("duration");
    String proxy = row.text("proxy_addr");
    return List.of(
        DATE.format(time),
        TIME.format(time),
        text(row.text("client_addr")),
        text(row.text("host")),
        text(row.text("method")),
        text(row.text("user_agent")),
        text(row.text("mime_type")),
        number(duration == null ? null : Long.valueOf(duration / MICROS_PER_MILLISECOND)),
        text(row.text("user")),
        text(row.text("categories")),
        text(row.text("referrer")),
        row.number("status") == null ? ABSENT : number(row.number("status")),
        number(row.number("port")),
        text(row.text("path")),
        text(row.text("query")),
        text(proxy != null ? proxy : row.text("server_addr")),
        number(row.number("response_octets")),
        number(row.number("request_octets")),
        uri(row),
        word,
        Double.toString(score));
  }

  /** Host, path and query of a request. */
  static String uri(TelemetryRow row) {
    return SpotHttpWords.appendUri(
            new StringBuilder(), text(row.text("host")), row.text("path"), row.text("query"))
        .toString();
  }

  /** Length of the frame of a DNS transaction. */
  static long frameOctets(TelemetryRow row) {
    return DnsFrames.octets(
        row.number("frame_octets"),
        row.number("response_octets"),
        row.number("query_octets"),
        text(row.text("client_addr")),
        row.numberOrZero("protocol"));
  }

  static OffsetDateTime time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static String text(@Nullable String text) {
    return text == null ? ABSENT : text;
  }

  private static String number(@Nullable Long number) {
    return number == null ? "" : number.toString();
  }

  private static String code(@Nullable Long code) {
    return code == null ? "-1" : code.toString();
  }
}
