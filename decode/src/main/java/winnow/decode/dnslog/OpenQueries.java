// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;

/**
 * Queries that wait for the line with their response. Of several with the same key the first comes
 * first. What waits longer than {@link #TIMEOUT_MICROS}, in the time of the log, is handed on
 * unanswered, and so is the eldest when more than {@link #MAX_OPEN} wait.
 *
 * @param <K> what a query and its response share
 */
final class OpenQueries<K> {
  /** How long a query waits, microseconds. */
  static final long TIMEOUT_MICROS = 60_000_000;

  /** How many queries wait at most. */
  static final int MAX_OPEN = 65_536;

  private final LinkedHashMap<K, Waiting> open = new LinkedHashMap<>();
  private final Consumer<DnsRecord> unanswered;
  private int size;

  /** A query, and the next with the same key. */
  private static final class Waiting {
    private final DnsRecord query;
    private @Nullable Waiting next;

    private Waiting(DnsRecord query) {
      this.query = query;
    }
  }

  OpenQueries(Consumer<DnsRecord> unanswered) {
    this.unanswered = unanswered;
  }

  /** Lets {@code query} wait. */
  void add(K key, DnsRecord query) {
    expire(query.eventTimeMicros());
    Waiting waiting = new Waiting(query);
    Waiting first = open.putIfAbsent(key, waiting);
    if (first != null) {
      Waiting last = first;
      while (last.next != null) {
        last = last.next;
      }
      last.next = waiting;
    }
    if (++size > MAX_OPEN) {
      endEldest();
    }
  }

  /** The first query with {@code key}, which waits no longer; null when there is none. */
  @Nullable DnsRecord take(K key) {
    Waiting first = open.get(key);
    if (first == null) {
      return null;
    }
    if (first.next == null) {
      open.remove(key);
    } else {
      open.put(key, first.next);
    }
    size--;
    return first.query;
  }

  /** Hands on all that wait. */
  void finish() {
    while (!open.isEmpty()) {
      endEldest();
    }
  }

  private void expire(long nowMicros) {
    while (!open.isEmpty()) {
      DnsRecord eldest = open.firstEntry().getValue().query;
      if (eldest.eventTimeMicros() + TIMEOUT_MICROS >= nowMicros) {
        return;
      }
      endEldest();
    }
  }

  private void endEldest() {
    Map.Entry<K, Waiting> eldest = open.firstEntry();
    DnsRecord query = take(eldest.getKey());
    if (query != null) {
      unanswered.accept(query);
    }
  }
}
