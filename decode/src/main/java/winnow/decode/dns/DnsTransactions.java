// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.dns.OpenTransactions.Transaction;
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

  private final OpenTransactions open = new OpenTransactions();

  /**
   * A message as it was seen.
   *
   * @param message the message
   * @param envelope what is known of it besides
   * @param octets length of the message
   * @param frameOctets length of the frame; null when not known
   * @param hash of the bytes of a response; 0 of a query
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
    Transaction fresh = transaction(seen);
    Transaction known = open.find(fresh);
    if (seen.message().isResponse()) {
      response(known, seen, sink);
    } else if (known != null && known.query != null) {
      sink.skip(SkipReason.RETRANSMISSION, 1);
    } else {
      if (known != null) {
        open.remove(known);
      }
      open.add(fresh);
      if (open.size() > MAX_TRANSACTIONS) {
        end(open.eldest(), sink);
      }
    }
  }

  /** Hands on all queries that still wait. */
  void finish(DecodeSink sink) {
    while (open.size() > 0) {
      end(open.eldest(), sink);
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
    Transaction eldest = open.eldest();
    while (eldest != null && nowMicros > eldest.timeMicros + TIMEOUT_MICROS) {
      end(eldest, sink);
      eldest = open.eldest();
    }
  }

  private void end(@Nullable Transaction transaction, DecodeSink sink) {
    if (transaction != null) {
      open.remove(transaction);
      if (transaction.query != null) {
        sink.accept(record(transaction.query, null));
      }
    }
  }

  private static Transaction transaction(Sighting seen) {
    DnsMessage.Question question = seen.message().question();
    Endpoint client = seen.envelope().client();
    Endpoint server = seen.envelope().server();
    Integer protocol = seen.envelope().protocol();
    int serverPort = server == null ? 0 : server.port();
    return new Transaction(
        seen,
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
        first.envelope().uid());
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
