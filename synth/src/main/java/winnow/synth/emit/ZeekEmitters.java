// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.Traffic;
import winnow.synth.chance.Dice;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.WebRequest;

/** The logs of a Zeek sensor that sees everything; lines come in the order of their ends. */
final class ZeekEmitters {
  private static final List<String> CONN =
      List.of(
          "ts:time",
          "uid:string",
          "id.orig_h:addr",
          "id.orig_p:port",
          "id.resp_h:addr",
          "id.resp_p:port",
          "proto:enum",
          "service:string",
          "duration:interval",
          "orig_bytes:count",
          "resp_bytes:count",
          "conn_state:string",
          "missed_bytes:count",
          "history:string",
          "orig_pkts:count",
          "orig_ip_bytes:count",
          "resp_pkts:count",
          "resp_ip_bytes:count");
  private static final List<String> DNS =
      List.of(
          "ts:time",
          "uid:string",
          "id.orig_h:addr",
          "id.orig_p:port",
          "id.resp_h:addr",
          "id.resp_p:port",
          "proto:enum",
          "trans_id:count",
          "rtt:interval",
          "query:string",
          "qclass:count",
          "qclass_name:string",
          "qtype:count",
          "qtype_name:string",
          "rcode:count",
          "rcode_name:string",
          "AA:bool",
          "TC:bool",
          "RD:bool",
          "RA:bool",
          "Z:count",
          "answers:vector[string]",
          "TTLs:vector[interval]",
          "rejected:bool");
  private static final List<String> HTTP =
      List.of(
          "ts:time",
          "uid:string",
          "id.orig_h:addr",
          "id.orig_p:port",
          "id.resp_h:addr",
          "id.resp_p:port",
          "trans_depth:count",
          "method:string",
          "host:string",
          "uri:string",
          "referrer:string",
          "version:string",
          "user_agent:string",
          "request_body_len:count",
          "response_body_len:count",
          "status_code:count",
          "status_msg:string",
          "resp_mime_types:vector[string]");

  private ZeekEmitters() {}

  static Emitter conn(Day day, Path folder, ZeekLog.Form form, LabelBook.Page labels) {
    ZeekLog log = new ZeekLog(folder, "conn", form, CONN);
    return new Stream<Conversation>(day, log, TelemetryKind.FLOW) {
      @Override
      public void conversation(Conversation it) {
        add(it.startMicros() + it.durationMicros(), it);
      }

      @Override
      void line(Conversation it) {
        conn(log, it);
        labels.flow(it, it.startMicros(), it.startMicros() + it.durationMicros());
      }
    };
  }

  static Emitter dns(Day day, Path folder, ZeekLog.Form form, LabelBook.Page labels) {
    ZeekLog log = new ZeekLog(folder, "dns", form, DNS);
    return new Stream<DnsExchange>(day, log, TelemetryKind.DNS) {
      @Override
      public void exchange(DnsExchange it) {
        add(it.timeMicros() + 3 * it.roundTripMicros(), it);
      }

      @Override
      void line(DnsExchange it) {
        dns(log, it);
        labels.exchange(it);
      }
    };
  }

  static Emitter http(Day day, Path folder, ZeekLog.Form form, LabelBook.Page labels) {
    ZeekLog log = new ZeekLog(folder, "http", form, HTTP);
    return new Stream<WebRequest>(day, log, TelemetryKind.HTTP) {
      @Override
      public void request(WebRequest it) {
        if (!it.proxied()) {
          add(it.timeMicros() + it.durationMicros(), it);
        }
      }

      @Override
      void line(WebRequest it) {
        http(log, it);
        labels.request(it);
      }
    };
  }

  /** One log in order of time. */
  private abstract static class Stream<T> implements Emitter {
    private final ZeekLog log;
    private final TelemetryKind kind;
    private final long endMicros;
    private final TimeBuckets<Item<T>> buckets;
    private long records;

    Stream(Day day, ZeekLog log, TelemetryKind kind) {
      this.log = log;
      this.kind = kind;
      endMicros = day.startMicros() + Day.MICROS;
      buckets = new TimeBuckets<>(day);
    }

    private record Item<T>(long timeMicros, T value) {}

    abstract void line(T value);

    void add(long timeMicros, T value) {
      if (timeMicros < endMicros) {
        buckets.add(timeMicros, new Item<>(timeMicros, value));
      }
    }

    @Override
    public Set<TelemetryKind> needs() {
      return Set.of(kind);
    }

    @Override
    public void advance(long timeMicros) {
      buckets.drain(timeMicros, this::write);
    }

    @Override
    public long records() {
      return records;
    }

    @Override
    public void close() {
      try {
        buckets.drain(endMicros, this::write);
        log.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(Item<T> item) {
      line(item.value);
      try {
        log.end(item.timeMicros);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      records++;
    }
  }

  private static void begin(
      ZeekLog log, long time, IpAddress source, int sourcePort, IpAddress destination, int port) {
    long key = Dice.hash(Dice.hash(time, source.low()), destination.low() * 31 + sourcePort);
    log.begin(time).text("C" + Long.toString(key >>> 1, 36)).text(source.toString());
    log.number(sourcePort).text(destination.toString()).number(port);
  }

  private static void conn(ZeekLog log, Conversation it) {
    boolean icmp = it.service().protocol() == 1;
    int port = it.destinationPort();
    begin(
        log,
        it.startMicros(),
        it.source().address(),
        icmp ? port >>> 8 : it.sourcePort(),
        it.destination().address(),
        icmp ? port & 0xff : port);
    boolean tcp = it.service().protocol() == 6;
    Traffic back = it.answered();
    boolean data = it.outcome().established();
    log.text(tcp ? "tcp" : icmp ? "icmp" : "udp");
    log.text(data ? it.service().protocolName() : "");
    log.seconds(it.durationMicros());
    log.number(payload(it, it.sent(), data || !tcp)).number(payload(it, back, data || !tcp));
    log.text(icmp ? "OTH" : it.outcome().name()).number(0);
    log.text(tcp ? it.outcome().history() : icmp ? "" : back == null ? "D" : "Dd");
    log.number(it.sent().packets()).number(it.sent().octets());
    log.number(back == null ? 0 : back.packets()).number(back == null ? 0 : back.octets());
  }

  private static long payload(
      Conversation it, @org.jspecify.annotations.Nullable Traffic traffic, boolean data) {
    if (traffic == null || !data) {
      return 0;
    }
    return Math.max(0, traffic.octets() - traffic.packets() * it.headerOctets());
  }

  private static void dns(ZeekLog log, DnsExchange it) {
    begin(log, it.timeMicros(), it.client(), it.clientPort(), it.server(), 53);
    boolean answered = it.outcome() != DnsExchange.Result.UNANSWERED;
    log.text(it.outcome() == DnsExchange.Result.OVER_TCP ? "tcp" : "udp").number(it.id());
    if (answered) {
      log.seconds(it.roundTripMicros());
    } else {
      log.unset();
    }
    log.text(it.name()).number(1).text("C_INTERNET").number(it.type()).text(typeName(it.type()));
    int rcode =
        switch (it.outcome()) {
          case NO_ERROR, TRUNCATED, OVER_TCP, UNANSWERED -> 0;
          case SERVER_FAILURE -> 2;
          case NX_DOMAIN -> 3;
        };
    if (answered) {
      log.number(rcode).text(rcode == 0 ? "NOERROR" : rcode == 2 ? "SERVFAIL" : "NXDOMAIN");
    } else {
      log.unset().unset();
    }
    log.flag(false).flag(it.outcome() == DnsExchange.Result.TRUNCATED).flag(true).flag(answered);
    log.number(0);
    List<String> answers = new ArrayList<>();
    List<Integer> ttls = new ArrayList<>();
    for (DnsExchange.Answer answer : it.answers()) {
      boolean text = answer.type() == 16;
      answers.add(text ? "TXT " + answer.data().length() + " " + answer.data() : answer.data());
      ttls.add(answer.ttlSeconds());
    }
    log.texts(answers).intervals(ttls).flag(rcode != 0);
  }

  private static String typeName(int type) {
    return switch (type) {
      case 1 -> "A";
      case 5 -> "CNAME";
      case 10 -> "NULL";
      case 12 -> "PTR";
      case 16 -> "TXT";
      case 28 -> "AAAA";
      default -> "query-" + type;
    };
  }

  private static void http(ZeekLog log, WebRequest it) {
    WebRequest.Target target = it.target();
    IpAddress server = it.server() == null ? it.client() : it.server();
    begin(log, it.timeMicros(), it.client(), it.clientPort(), server, target.port());
    log.number(1).text(target.method()).text(target.host()).text(target.path() + target.query());
    log.text(target.referrer()).text("1.1").text(target.userAgent());
    log.number(target.method().equals("POST") ? target.octets() : 0).number(it.reply().octets());
    log.number(it.reply().status()).text("");
    log.texts(it.reply().mimeType().isEmpty() ? List.of() : List.of(it.reply().mimeType()));
  }
}
