// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.schema.DnsBuilder;
import winnow.schema.Endpoint;
import winnow.schema.Observer;
import winnow.schema.ResourceRecord;

/**
 * Puts DNS queries and answers together: those of the same flow, message id and name. What has
 * waited longer than {@link #TIMEOUT_MICROS} in the time of the events is handed on as it is, and
 * so is the eldest of more than {@link #MAX_TRANSACTIONS}.
 */
final class DnsEvents {
  /** How long a query waits for its answer, microseconds. */
  static final long TIMEOUT_MICROS = 10_000_000;

  /** How many transactions wait at a time. */
  static final int MAX_TRANSACTIONS = 65_536;

  /** How much of the data of answers waits at a time, characters. */
  static final long MAX_HELD_CHARS = 1 << 24;

  private static final int DNS_PORT = 53;

  private final LinkedHashMap<Key, Transaction> open = new LinkedHashMap<>();
  private final DnsBuilder dns = new DnsBuilder();
  private long heldChars;

  private record Key(@Nullable String flowId, int id, @Nullable String name)
      implements Comparable<Key> {
    private static final Comparator<@Nullable String> TEXTS =
        Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::id)
            .thenComparing(Key::flowId, TEXTS)
            .thenComparing(Key::name, TEXTS);

    /** So that many of one hash, which a sender can choose, are found fast all the same. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** What is known of a transaction so far. */
  private static final class Transaction {
    final List<ResourceRecord> answers = new ArrayList<>();
    final Observer observer;
    final Endpoint client;
    final Endpoint server;
    final int protocol;
    final long firstMicros;
    final @Nullable String flowId;
    final @Nullable String name;
    final @Nullable Integer type;
    final @Nullable Integer id;
    boolean querySeen;
    boolean answered;
    long heldChars;
    long answerMicros;
    long events;
    @Nullable Integer rcode;
    @Nullable Integer opcode;
    @Nullable Integer flags;
    @Nullable Boolean recursionDesired;

    Transaction(EveEvent event, boolean turned) {
      observer = event.observer();
      client = turned ? event.server() : event.client();
      server = turned ? event.client() : event.server();
      protocol = event.protocol;
      firstMicros = event.timeMicros;
      flowId = event.flowId;
      name = event.dns.name;
      type = event.dns.queryType;
      id = event.dns.id;
    }
  }

  void take(EveEvent event, DecodeSink sink) throws BadValueException {
    event.require();
    expire(event.timeMicros, sink);
    EveDns told = event.dns;
    String name = told.name == null ? null : told.name.toLowerCase(Locale.ROOT);
    Key key = new Key(event.flowId, told.id == null ? -1 : told.id, name);
    if (told.isResponse()) {
      answer(key, event, sink);
      return;
    }
    end(open.remove(key), sink);
    Transaction query = new Transaction(event, false);
    query.querySeen = true;
    query.events = 1;
    query.opcode = told.opcode;
    query.recursionDesired = told.recursionDesired;
    keep(key, query, sink);
  }

  private void answer(Key key, EveEvent event, DecodeSink sink) {
    EveDns told = event.dns;
    Transaction transaction = open.get(key);
    if (transaction == null) {
      // Answers alone may be told in the direction of their packets.
      boolean turned = event.sourcePort == DNS_PORT && event.destinationPort != DNS_PORT;
      transaction = new Transaction(event, turned);
      keep(key, transaction, sink);
    }
    transaction.events++;
    transaction.answerMicros = transaction.answered ? transaction.answerMicros : event.timeMicros;
    transaction.answered = true;
    transaction.rcode = told.rcode == null ? transaction.rcode : told.rcode;
    transaction.opcode = told.opcode == null ? transaction.opcode : told.opcode;
    transaction.flags = told.headerFlags() == null ? transaction.flags : told.headerFlags();
    if (told.recursionDesired != null) {
      transaction.recursionDesired = told.recursionDesired;
    }
    transaction.answers.addAll(told.answers);
    ResourceRecord own = told.ownAnswer();
    if (own != null) {
      transaction.answers.add(own);
      transaction.heldChars += own.data().length() + 1;
      heldChars += own.data().length() + 1;
    }
    if (!told.isPart()) {
      end(open.remove(key), sink);
    }
    while (heldChars > MAX_HELD_CHARS) {
      end(open.pollFirstEntry().getValue(), sink);
    }
  }

  private void keep(Key key, Transaction transaction, DecodeSink sink) {
    open.put(key, transaction);
    if (open.size() > MAX_TRANSACTIONS) {
      end(open.pollFirstEntry().getValue(), sink);
    }
  }

  /** Hands on what still waits. */
  void finish(DecodeSink sink) {
    while (!open.isEmpty()) {
      end(open.pollFirstEntry().getValue(), sink);
    }
  }

  private void expire(long nowMicros, DecodeSink sink) {
    while (!open.isEmpty()
        && open.firstEntry().getValue().firstMicros + TIMEOUT_MICROS < nowMicros) {
      end(open.pollFirstEntry().getValue(), sink);
    }
  }

  private void end(@Nullable Transaction transaction, DecodeSink sink) {
    if (transaction == null) {
      return;
    }
    heldChars -= transaction.heldChars;
    if (transaction.events > 1) {
      sink.skip(SkipReason.JOINED, transaction.events - 1);
    }
    dns.reset();
    dns.observer(transaction.observer);
    dns.eventTimeMicros = transaction.firstMicros;
    dns.clientAddress = transaction.client.address();
    dns.clientPort = transaction.client.port();
    dns.serverAddress = transaction.server.address();
    dns.serverPort = transaction.server.port();
    dns.protocol = transaction.protocol;
    dns.uid = transaction.flowId;
    dns.transactionId = transaction.id;
    dns.query = transaction.name;
    dns.qtype = transaction.type;
    dns.opcode = transaction.opcode;
    dns.recursionDesired = transaction.recursionDesired;
    dns.querySeen = transaction.querySeen;
    dns.answered = transaction.answered;
    if (transaction.answered) {
      putAnswer(transaction);
    }
    sink.accept(dns.build());
  }

  private void putAnswer(Transaction transaction) {
    dns.rcode = transaction.rcode;
    dns.headerFlags = transaction.flags;
    dns.answers = List.copyOf(transaction.answers);
    long roundTripMicros = transaction.answerMicros - transaction.firstMicros;
    dns.roundTripMicros =
        transaction.querySeen && roundTripMicros >= 0 ? Long.valueOf(roundTripMicros) : null;
  }
}
