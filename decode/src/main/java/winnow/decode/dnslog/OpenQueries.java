// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;

/**
 * Queries that wait for the line with their response. Of several with the same key the first comes
 * first. What waits longer than {@link #TIMEOUT_MICROS}, in the time of the log, is handed on
 * unanswered, and so is the eldest when more than {@link #MAX_OPEN} wait, or their names take more
 * than {@link #MAX_CHARS}.
 */
final class OpenQueries {
  /** How long a query waits, microseconds. */
  static final long TIMEOUT_MICROS = 60_000_000;

  /** How many queries wait at most. */
  static final int MAX_OPEN = 65_536;

  /** How many characters the names of the queries that wait have at most. */
  static final long MAX_CHARS = 16L << 20;

  private final Map<QueryKey, Queue> open = new HashMap<>();
  private final Consumer<DnsRecord> unanswered;
  private @Nullable Waiting eldest;
  private @Nullable Waiting youngest;
  private int size;
  private long chars;

  /** A query between those that came before and after it. */
  private static final class Waiting {
    private final QueryKey key;
    private final DnsRecord query;
    private @Nullable Waiting older;
    private @Nullable Waiting younger;
    private @Nullable Waiting nextOfKey;

    private Waiting(QueryKey key, DnsRecord query) {
      this.key = key;
      this.query = query;
    }
  }

  /** The queries of one key. */
  private static final class Queue {
    private Waiting first;
    private Waiting last;

    private Queue(Waiting only) {
      first = only;
      last = only;
    }
  }

  OpenQueries(Consumer<DnsRecord> unanswered) {
    this.unanswered = unanswered;
  }

  /** Lets {@code query} wait. */
  void add(QueryKey key, DnsRecord query) {
    expire(query.eventTimeMicros());
    Waiting waiting = new Waiting(key, query);
    waiting.older = youngest;
    if (youngest == null) {
      eldest = waiting;
    } else {
      youngest.younger = waiting;
    }
    youngest = waiting;
    Queue queue = open.get(key);
    if (queue == null) {
      open.put(key, new Queue(waiting));
    } else {
      queue.last.nextOfKey = waiting;
      queue.last = waiting;
    }
    size++;
    chars += chars(query);
    while (size > MAX_OPEN || chars > MAX_CHARS) {
      endEldest();
    }
  }

  /** The first query with {@code key}, which waits no longer; null when there is none. */
  @Nullable DnsRecord take(QueryKey key) {
    Queue queue = open.get(key);
    if (queue == null) {
      return null;
    }
    Waiting first = queue.first;
    if (first.nextOfKey == null) {
      open.remove(key);
    } else {
      queue.first = first.nextOfKey;
    }
    unlink(first);
    size--;
    chars -= chars(first.query);
    return first.query;
  }

  private static int chars(DnsRecord query) {
    String name = query.question().name();
    return name == null ? 0 : name.length();
  }

  private void unlink(Waiting waiting) {
    Waiting older = waiting.older;
    Waiting younger = waiting.younger;
    if (older == null) {
      eldest = younger;
    } else {
      older.younger = younger;
    }
    if (younger == null) {
      youngest = older;
    } else {
      younger.older = older;
    }
  }

  /** Hands on all that wait. */
  void finish() {
    while (eldest != null) {
      endEldest();
    }
  }

  private void expire(long nowMicros) {
    while (eldest != null && eldest.query.eventTimeMicros() + TIMEOUT_MICROS < nowMicros) {
      endEldest();
    }
  }

  /** The eldest of all is the first of its key. */
  private void endEldest() {
    DnsRecord query = eldest == null ? null : take(eldest.key);
    if (query != null) {
      unanswered.accept(query);
    }
  }
}
