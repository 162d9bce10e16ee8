// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

/**
 * Recognises exporters that report the same flows, as two routers on one path do, or one router
 * under two addresses: flows of both that agree in addresses, ports, protocol, packets and octets,
 * and begin or arrive at about the same time: clocks may be off, timeouts differ. Looks at one of
 * {@link #SAMPLE} flows, the same ones of every exporter. Bounded; forgets what was before the
 * latest {@link #MEMORY} flows of an exporter, and exporters not heard for long. Thread-safe.
 */
final class SharedFlows {
  /** One of how many flows is looked at. */
  static final int SAMPLE = 64;

  /** Flows looked at of an exporter, after which earlier ones count half. */
  private static final int MEMORY = 4096;

  /** Flows looked at, below which nothing can be told. */
  private static final int FEW = 16;

  private static final int SLOTS = 1 << 16;
  private static final int MAX_EXPORTERS = 1_000;

  /** Exporters with which one is compared. */
  private static final int MAX_PARTNERS = 16;

  /** Exporters begin flows at other packets, and wait for the end of a flow for other times. */
  private static final long SAME_TIME_MICROS = 120_000_000;

  private final long[] digests = new long[SLOTS];
  private final long[] begins = new long[SLOTS];
  private final long[] arrivals = new long[SLOTS];
  private final @Nullable IpAddress[] seenBy = new IpAddress[SLOTS];

  /** Those not heard for longest come first. */
  private final SequencedMap<IpAddress, Tally> exporters = new LinkedHashMap<>();

  /** Flows of an exporter that were looked at, and who else had them. */
  private static final class Tally {
    private final Map<IpAddress, Integer> partners = new HashMap<>();
    private int flows;

    void count() {
      if (++flows >= MEMORY) {
        flows /= 2;
        partners.replaceAll((partner, count) -> count / 2);
        partners.values().removeIf(count -> count == 0);
      }
    }

    void share(IpAddress partner) {
      if (partners.containsKey(partner) || partners.size() < MAX_PARTNERS) {
        partners.merge(partner, 1, Integer::sum);
      }
    }
  }

  /** An exporter reported a flow, which was received at {@code receivedMicros}. */
  void saw(IpAddress exporter, long receivedMicros, FlowRecord flow) {
    long digest = digest(flow);
    if (Long.remainderUnsigned(digest, SAMPLE) != 0) {
      return;
    }
    sample(exporter, digest, flow.eventTimeMicros(), receivedMicros);
  }

  private synchronized void sample(
      IpAddress exporter, long digest, long beginMicros, long receivedMicros) {
    Tally tally = tally(exporter);
    tally.count();
    int slot = (int) (digest >>> 48);
    @Nullable IpAddress other = seenBy[slot];
    boolean isSame =
        digests[slot] == digest
            && (isNear(begins[slot], beginMicros) || isNear(arrivals[slot], receivedMicros));
    Tally otherTally = isSame && other != null ? exporters.get(other) : null;
    if (otherTally != null && !otherTally.equals(tally)) {
      tally.share(other);
      otherTally.share(exporter);
    }
    digests[slot] = digest;
    begins[slot] = beginMicros;
    arrivals[slot] = receivedMicros;
    seenBy[slot] = exporter;
  }

  private static boolean isNear(long micros, long otherMicros) {
    return Math.abs(micros - otherMicros) <= SAME_TIME_MICROS;
  }

  /** That of an exporter just heard; the one not heard for longest makes room for it. */
  private Tally tally(IpAddress exporter) {
    Tally known = exporters.get(exporter);
    Tally tally = known == null ? new Tally() : known;
    exporters.putLast(exporter, tally);
    if (exporters.size() > MAX_EXPORTERS) {
      exporters.pollFirstEntry();
    }
    return tally;
  }

  /** Who reports most of the flows of {@code exporter} too; null when nobody does. */
  synchronized @Nullable OtherExporter other(IpAddress exporter) {
    Tally tally = exporters.get(exporter);
    if (tally == null || tally.flows < FEW) {
      return null;
    }
    OtherExporter most = null;
    for (Map.Entry<IpAddress, Integer> partner : tally.partners.entrySet()) {
      double share = Math.min(1, (double) partner.getValue() / tally.flows);
      if (most == null || share > most.share()) {
        most = new OtherExporter(partner.getKey(), share);
      }
    }
    return most;
  }

  private static long digest(FlowRecord flow) {
    long hash = mix(flow.protocol(), flow.forward().packets());
    hash = mix(hash, flow.forward().octets());
    hash = mix(hash, (long) flow.source().port() << 16 | flow.destination().port());
    hash = mix(mix(hash, flow.source().address().high()), flow.source().address().low());
    return mix(mix(hash, flow.destination().address().high()), flow.destination().address().low());
  }

  /** Multiplication by an odd constant, then folding the high bits down (SplitMix64). */
  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    return mixed ^ mixed >>> 27;
  }
}
