// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.decode.exporter.DomainStatistics.Waiting;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.IpAddress;

/**
 * Data sets of all domains that wait for their template: copies, bounded in bytes, of all domains
 * and of each, so that one cannot take the room of all.
 */
final class HeldSets {
  /** What a set costs beside its bytes, about. */
  private static final int OVERHEAD_BYTES = 160;

  private static final int MAX_SET_BYTES = 0xffff;

  /** The part of the room that a domain may take: one of so many. */
  private static final int SHARES = 8;

  private final int maxBytes;
  private final Map<Domain, OfDomain> byDomain = new LinkedHashMap<>();
  private int bytes;

  /** What waits of a domain, by the template that it waits for. */
  private static final class OfDomain {
    private final Map<Integer, Deque<HeldSet>> byTemplate = new LinkedHashMap<>();
    private int bytes;
  }

  HeldSets(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * A set of data, with what its message said about times.
   *
   * @param template id of its template
   * @param set its bytes
   * @param exportMicros export time of the message
   * @param uptimeMillis uptime of the exporter
   */
  record HeldSet(int template, FlowDatagram set, long exportMicros, int uptimeMillis) {
    int cost() {
      return set.length() + OVERHEAD_BYTES;
    }

    /** Those whose time is not known are older than the end of time alone. */
    boolean isOlderThan(long micros) {
      Long received = set.receivedTimeMicros();
      return micros == Long.MAX_VALUE || received != null && received < micros;
    }
  }

  /** Bytes that are held. */
  int bytes() {
    return bytes;
  }

  /** Keeps the set of {@code message} between two indexes; false when there is no room. */
  boolean hold(Message message, int template, int from, int to) {
    if (!hasRoom(message.domain(), to - from + OVERHEAD_BYTES)) {
      return false;
    }
    FlowDatagram part = message.part(from, to);
    FlowDatagram copy =
        new FlowDatagram(
            part.exporter(),
            Arrays.copyOfRange(part.bytes(), from, to),
            0,
            to - from,
            part.inputOffset(),
            part.receivedTimeMicros(),
            part.session());
    add(
        message.domain(),
        new HeldSet(template, copy, message.exportMicros(), message.uptimeMillis()));
    return true;
  }

  private boolean hasRoom(Domain domain, int cost) {
    OfDomain known = byDomain.get(domain);
    int ofDomain = known == null ? 0 : known.bytes;
    return bytes + cost <= maxBytes && ofDomain + cost <= maxBytes / SHARES;
  }

  private void add(Domain domain, HeldSet held) {
    OfDomain ofDomain = byDomain.computeIfAbsent(domain, d -> new OfDomain());
    ofDomain.byTemplate.computeIfAbsent(held.template, t -> new ArrayDeque<>()).add(held);
    ofDomain.bytes += held.cost();
    bytes += held.cost();
  }

  /** Lets go of what waits for {@code template}, oldest first. */
  Collection<HeldSet> take(Domain domain, int template) {
    OfDomain ofDomain = byDomain.get(domain);
    Deque<HeldSet> taken = ofDomain == null ? null : ofDomain.byTemplate.remove(template);
    if (ofDomain == null || taken == null) {
      return List.of();
    }
    taken.forEach(set -> release(ofDomain, set));
    if (ofDomain.byTemplate.isEmpty()) {
      byDomain.remove(domain);
    }
    return taken;
  }

  /** Lets go of all that waits of {@code domain}. */
  void releaseAll(Domain domain, Consumer<HeldSet> taker) {
    OfDomain gone = byDomain.remove(domain);
    if (gone != null) {
      bytes -= gone.bytes;
      gone.byTemplate.values().forEach(sets -> sets.forEach(taker));
    }
  }

  /** Lets go of those of all domains that were received before {@code micros}. */
  void releaseOlderThan(long micros, BiConsumer<Domain, HeldSet> taker) {
    byDomain.forEach((domain, ofDomain) -> {
      for (Deque<HeldSet> sets : ofDomain.byTemplate.values()) {
        // In the order in which they came.
        while (!sets.isEmpty() && sets.getFirst().isOlderThan(micros)) {
          HeldSet set = sets.removeFirst();
          release(ofDomain, set);
          taker.accept(domain, set);
        }
      }
      ofDomain.byTemplate.values().removeIf(Deque::isEmpty);
    });
    byDomain.values().removeIf(ofDomain -> ofDomain.byTemplate.isEmpty());
  }

  private void release(OfDomain ofDomain, HeldSet set) {
    ofDomain.bytes -= set.cost();
    bytes -= set.cost();
  }

  /** Writes what {@link #read} reads: what waits of {@code domain}. */
  void write(Domain domain, DataOutput out) throws IOException {
    List<HeldSet> sets = all(domain);
    out.writeInt(sets.size());
    for (HeldSet held : sets) {
      Long received = held.set.receivedTimeMicros();
      out.writeInt(held.template);
      out.writeLong(held.exportMicros);
      out.writeInt(held.uptimeMillis);
      out.writeBoolean(received != null);
      out.writeLong(received == null ? 0 : received);
      out.writeInt(held.set.length());
      out.write(held.set.bytes(), held.set.offset(), held.set.length());
    }
  }

  /**
   * Holds what another has written of {@code domain}, as far as there is room.
   *
   * @param exporter address of the domain's exporter; null when not known
   */
  void read(Domain domain, @Nullable IpAddress exporter, DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int template = in.readInt();
      long exportMicros = in.readLong();
      int uptimeMillis = in.readInt();
      boolean known = in.readBoolean();
      long received = in.readLong();
      int length = in.readInt();
      if (length < 0 || length > MAX_SET_BYTES) {
        throw new IOException("state has a data set of " + length + " bytes");
      }
      byte[] content = new byte[length];
      in.readFully(content);
      FlowDatagram set =
          new FlowDatagram(exporter, content, 0, length, 0, known ? Long.valueOf(received) : null);
      HeldSet held = new HeldSet(template, set, exportMicros, uptimeMillis);
      if (hasRoom(domain, held.cost())) {
        add(domain, held);
      }
    }
  }

  /** What waits of {@code domain}. */
  Waiting waiting(Domain domain) {
    if (!byDomain.containsKey(domain)) {
      return Waiting.NONE;
    }
    int sets = 0;
    int size = 0;
    Long since = null;
    for (HeldSet held : all(domain)) {
      Long received = held.set.receivedTimeMicros();
      sets++;
      size += held.set.length();
      since = since == null || received != null && received < since ? received : since;
    }
    return new Waiting(sets, size, since);
  }

  private List<HeldSet> all(Domain domain) {
    OfDomain known = byDomain.get(domain);
    return known == null
        ? List.of()
        : known.byTemplate.values().stream().flatMap(Deque::stream).toList();
  }
}
