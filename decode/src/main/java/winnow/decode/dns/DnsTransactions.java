// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;

/**
 * Puts queries and responses together. A response belongs to the query of the same client, server,
 * ports, transport, id, type and name (case aside); LLMNR queries go to a group, so there any
 * server may respond (RFC 4795 section 2.1). What waited longer than {@link #TIMEOUT_MICROS}, in
 * the time of the capture, is handed on unanswered. Records come in the order in which transactions
 * end.
 */
final class DnsTransactions {
  /** How long a query waits for its response, microseconds. */
  static final long TIMEOUT_MICROS = 10_000_000;

  /** How many transactions are kept at a time. */
  static final int MAX_TRANSACTIONS = 65_536;

  private static final int LLMNR_PORT = 5355;
  private static final IpAddress ANY = new IpAddress(0, 0);

  private final LinkedHashMap<Key, Transaction> open = new LinkedHashMap<>();

  /** Time of the eldest query, {@link Long#MIN_VALUE} when that must be looked up. */
  private long eldestMicros = Long.MIN_VALUE;

  /** What query and response share; flat, as tens of thousands wait and are compared. */
  private static final class Key {
    private final long clientHigh;
    private final long clientLow;
    private final long serverHigh;
    private final long serverLow;
    private final int ports;
    private final int protocolAndId;
    private final int type;
    private final int hash;
    private final @Nullable String name;

    Key(
        IpAddress client,
        IpAddress server,
        int ports,
        int protocolAndId,
        int type,
        @Nullable String name) {
      clientHigh = client.high();
      clientLow = client.low();
      serverHigh = server.high();
      serverLow = server.low();
      this.ports = ports;
      this.protocolAndId = protocolAndId;
      this.type = type;
      this.name = name;
      int mixed = 31 * client.hashCode() + server.hashCode();
      mixed = 31 * (31 * mixed + ports) + protocolAndId;
      hash = 31 * (31 * mixed + type) + (name == null ? 0 : name.hashCode());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && hash == key.hash
          && protocolAndId == key.protocolAndId
          && ports == key.ports
          && type == key.type
          && clientLow == key.clientLow
          && clientHigh == key.clientHigh
          && serverLow == key.serverLow
          && serverHigh == key.serverHigh
          && Objects.equals(name, key.name);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A query, and what became of it. */
  private static final class Transaction {
    private final long timeMicros;

    /** Null once it is answered: it is needed no more. */
    private @Nullable Sighting query;

    private int responseHash;

    Transaction(Sighting query) {
      this.timeMicros = query.timeMicros();
      this.query = query;
    }
  }

  /**
   * A message as it was seen.
   *
   * @param message the message
   * @param envelope what is known of it besides
   * @param octets length of the message
   * @param frameOctets length of the frame; null when not known
   * @param hash of the bytes of the message
   */
  record Sighting(
      DnsMessage message, Envelope envelope, long octets, @Nullable Long frameOctets, int hash) {
    long timeMicros() {
      return envelope.timeMicros();
    }

    /** When the query was seen, as far as this one says. */
    @Nullable Long queryTimeMicros() {
      return message.isResponse() ? envelope.queryTimeMicros() : Long.valueOf(timeMicros());
    }
  }

  /** Takes a message. */
  void accept(Sighting seen, DecodeSink sink) {
    expire(seen.timeMicros(), sink);
    Key key = key(seen);
    Transaction transaction = open.get(key);
    if (seen.message().isResponse()) {
      response(transaction, seen, sink);
    } else if (transaction != null && transaction.query != null) {
      sink.skip(SkipReason.RETRANSMISSION, 1);
    } else {
      if (open.isEmpty() || transaction != null) {
        open.remove(key);
        eldestMicros = Long.MIN_VALUE;
      }
      open.put(key, new Transaction(seen));
      if (open.size() > MAX_TRANSACTIONS) {
        endEldest(sink);
      }
    }
  }

  /** Hands on all queries that still wait. */
  void finish(DecodeSink sink) {
    while (!open.isEmpty()) {
      endEldest(sink);
    }
  }

  private static void response(
      @Nullable Transaction transaction, Sighting response, DecodeSink sink) {
    if (transaction == null) {
      sink.accept(record(null, response));
    } else if (transaction.query != null) {
      Sighting query = transaction.query;
      transaction.query = null;
      transaction.responseHash = response.hash();
      sink.accept(record(query, response));
    } else if (transaction.responseHash == response.hash()) {
      sink.skip(SkipReason.RETRANSMISSION, 1);
    } else {
      sink.accept(record(null, response));
    }
  }

  /** Hands on the queries that waited too long. */
  void expire(long nowMicros, DecodeSink sink) {
    while (nowMicros > eldestMicros + TIMEOUT_MICROS && !open.isEmpty()) {
      eldestMicros = open.firstEntry().getValue().timeMicros;
      if (nowMicros > eldestMicros + TIMEOUT_MICROS) {
        endEldest(sink);
      }
    }
  }

  private void endEldest(DecodeSink sink) {
    Iterator<Map.Entry<Key, Transaction>> entries = open.entrySet().iterator();
    Transaction eldest = entries.next().getValue();
    entries.remove();
    eldestMicros = Long.MIN_VALUE;
    if (eldest.query != null) {
      sink.accept(record(eldest.query, null));
    }
  }

  private static Key key(Sighting seen) {
    DnsMessage.Question question = seen.message().question();
    Endpoint client = seen.envelope().client();
    Endpoint server = seen.envelope().server();
    Integer protocol = seen.envelope().protocol();
    int serverPort = server == null ? 0 : server.port();
    return new Key(
        client.address(),
        server == null || serverPort == LLMNR_PORT ? ANY : server.address(),
        client.port() << 16 | serverPort,
        (protocol == null ? 0 : protocol) << 16 | seen.message().id(),
        question == null ? -1 : question.type(),
        question == null ? null : question.name().toLowerCase(Locale.ROOT));
  }

  private static DnsRecord record(@Nullable Sighting query, @Nullable Sighting response) {
    Sighting first = query != null ? query : response;
    Sighting last = response != null ? response : query;
    if (first == null || last == null) {
      throw new IllegalArgumentException("neither query nor response");
    }
    Long queryTimeMicros = first.queryTimeMicros();
    return new DnsRecord(
        last.envelope().observer(),
        queryTimeMicros == null ? first.timeMicros() : queryTimeMicros,
        first.envelope().client(),
        last.envelope().server(),
        first.envelope().protocol(),
        first.message().id(),
        question(query, first.message()),
        queryTimeMicros != null,
        query == null ? null : Long.valueOf(query.octets()),
        response == null ? null : response(queryTimeMicros, response),
        last.frameOctets(),
        null);
  }

  private static DnsRecord.Question question(@Nullable Sighting query, DnsMessage message) {
    DnsMessage.Question asked = message.question();
    DnsMessage.Edns edns = message.edns();
    return new DnsRecord.Question(
        message.name(),
        asked == null ? null : Integer.valueOf(asked.qclass()),
        asked == null ? null : Integer.valueOf(asked.type()),
        message.opcode(),
        message.isRecursionDesired(),
        query == null || edns == null ? null : Integer.valueOf(edns.udpSize()),
        edns == null ? null : edns.clientSubnet());
  }

  private static DnsRecord.Response response(@Nullable Long queryTimeMicros, Sighting response) {
    DnsMessage message = response.message();
    long roundTripMicros = queryTimeMicros == null ? -1 : response.timeMicros() - queryTimeMicros;
    return new DnsRecord.Response(
        message.rcode(),
        message.flags(),
        roundTripMicros < 0 ? null : Long.valueOf(roundTripMicros),
        response.octets(),
        message.answers(),
        message.authorityCount(),
        message.additionalCount());
  }
}
