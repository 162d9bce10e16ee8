// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import winnow.decode.exporter.DomainStatistics.Waiting;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.IpAddress;

/** Data sets of all domains that wait for their template: copies, bounded in bytes. */
final class HeldSets {
  /** What a set costs beside its bytes, about. */
  private static final int OVERHEAD_BYTES = 160;

  private static final int MAX_SET_BYTES = 0xffff;

  private final int maxBytes;
  private final Map<Domain, Deque<HeldSet>> byDomain = new LinkedHashMap<>();
  private int bytes;

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

    boolean isOlderThan(long micros) {
      Long received = set.receivedTimeMicros();
      return received != null && received < micros;
    }
  }

  boolean isEmpty() {
    return byDomain.isEmpty();
  }

  /** Bytes that are held. */
  int bytes() {
    return bytes;
  }

  /** Keeps the set of {@code message} between two indexes; false when there is no room. */
  boolean hold(Message message, int template, int from, int to) {
    if (bytes + (to - from) + OVERHEAD_BYTES > maxBytes) {
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
            part.receivedTimeMicros());
    HeldSet held = new HeldSet(template, copy, message.exportMicros(), message.uptimeMillis());
    byDomain.computeIfAbsent(message.domain(), d -> new ArrayDeque<>()).add(held);
    bytes += held.cost();
    return true;
  }

  /** Lets go of those of {@code domain} that {@code which} chooses, oldest first. */
  void release(Domain domain, Predicate<HeldSet> which, BiConsumer<Domain, HeldSet> taker) {
    Deque<HeldSet> sets = byDomain.get(domain);
    if (sets == null) {
      return;
    }
    release(sets, which, set -> taker.accept(domain, set));
    if (sets.isEmpty()) {
      byDomain.remove(domain);
    }
  }

  /** Lets go of those of all domains that {@code which} chooses. */
  void releaseAll(Predicate<HeldSet> which, BiConsumer<Domain, HeldSet> taker) {
    byDomain.forEach((domain, sets) -> release(sets, which, set -> taker.accept(domain, set)));
    byDomain.values().removeIf(Deque::isEmpty);
  }

  private void release(Deque<HeldSet> sets, Predicate<HeldSet> which, Consumer<HeldSet> taker) {
    for (Iterator<HeldSet> all = sets.iterator(); all.hasNext(); ) {
      HeldSet set = all.next();
      if (which.test(set)) {
        all.remove();
        bytes -= set.cost();
        taker.accept(set);
      }
    }
  }

  /** Writes what {@link #read} reads: what waits of {@code domain}. */
  void write(Domain domain, DataOutput out) throws IOException {
    Deque<HeldSet> sets = byDomain.getOrDefault(domain, new ArrayDeque<>());
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
      if (bytes + held.cost() <= maxBytes) {
        byDomain.computeIfAbsent(domain, d -> new ArrayDeque<>()).add(held);
        bytes += held.cost();
      }
    }
  }

  /** What waits of {@code domain}. */
  Waiting waiting(Domain domain) {
    @Nullable Deque<HeldSet> sets = byDomain.get(domain);
    if (sets == null) {
      return Waiting.NONE;
    }
    int size = sets.stream().mapToInt(set -> set.set().length()).sum();
    return new Waiting(sets.size(), size, sets.getFirst().set().receivedTimeMicros());
  }
}
