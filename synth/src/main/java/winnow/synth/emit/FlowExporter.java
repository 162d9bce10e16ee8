// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;
import winnow.schema.Traffic;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;

/**
 * The flow cache of routers: one or two records per conversation, one more for every half hour that
 * it goes on (active timeout), exported at its end or 15 seconds after its last packet (inactive
 * timeout), at midnight at the latest. Where packets are sampled it keeps what was looked at.
 */
public final class FlowExporter implements Emitter {
  private static final long ACTIVE_MICROS = 1_800_000_000L;
  private static final long INACTIVE_MICROS = 15_000_000L;
  private static final long CLOSED_MICROS = 600_000L;
  private static final int SYN = 0x02;
  private static final int FIN_OR_RST = 0x05;

  private final long endMicros;
  private final FlowView view;
  private final @Nullable FlowQuota quota;
  private final PacketSampler sampler;
  private final FlowWriter writer;
  private final LabelBook.Page labels;
  private final TimeBuckets<FlowSegment> buckets;
  private final List<Conversation> dropped = new ArrayList<>();
  private long seen;
  private long kept;
  private long records;

  FlowExporter(
      Day day, FlowView view, @Nullable FlowQuota quota, FlowWriter writer, LabelBook.Page labels) {
    this.view = view;
    this.quota = quota;
    this.writer = writer;
    this.labels = labels;
    Scenario scenario = day.network().scenario();
    sampler = new PacketSampler(scenario.seed(), scenario.conditions().samplingInterval());
    endMicros = day.startMicros() + Day.MICROS;
    buckets = new TimeBuckets<>(day);
  }

  /** How many records the conversations of a day have, those of attacks in the second place. */
  public static final class Counter implements Emitter {
    private final long endMicros;
    private final FlowView view;
    private long benign;
    private long planted;

    /** Counts a day. */
    public Counter(Day day, FlowView view) {
      this.view = view;
      endMicros = day.startMicros() + Day.MICROS;
    }

    @Override
    public Set<TelemetryKind> needs() {
      return Set.of(TelemetryKind.FLOW);
    }

    @Override
    public void conversation(Conversation conversation) {
      if (conversation.startMicros() >= endMicros) {
        return;
      }
      int count = FlowExporter.count(conversation, endMicros, view);
      if (conversation.planted() == null) {
        benign += count;
      } else {
        planted += count;
      }
    }

    @Override
    public void advance(long timeMicros) {}

    @Override
    public long records() {
      return benign + planted;
    }

    /** Records that belong to attacks. */
    public long planted() {
      return planted;
    }

    @Override
    public void close() {}
  }

  @Override
  public Set<TelemetryKind> needs() {
    return Set.of(TelemetryKind.FLOW);
  }

  @Override
  public void conversation(Conversation conversation) {
    if (conversation.startMicros() >= endMicros) {
      return;
    }
    if (quota == null || conversation.planted() != null) {
      split(conversation);
    } else {
      thin(quota, conversation);
    }
  }

  /** Keeps or drops; after the last conversation dropped single records make up what is missing. */
  private void thin(FlowQuota limit, Conversation conversation) {
    int count = count(conversation, endMicros, view);
    if (limit.keeps(seen, kept, count)) {
      kept += count;
      split(conversation);
    } else if (count == 1) {
      dropped.add(conversation);
    }
    seen += count;
    while (seen == limit.available() && kept < limit.wanted() && !dropped.isEmpty()) {
      split(dropped.removeLast());
      kept++;
    }
  }

  @Override
  public void advance(long timeMicros) {
    buckets.drain(timeMicros, this::write);
    dropped.clear();
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public void close() {
    try {
      buckets.drain(endMicros, this::write);
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int parts(Conversation conversation, long end) {
    long last = Math.min(conversation.startMicros() + conversation.durationMicros(), end - 1);
    return 1 + (int) ((last - conversation.startMicros()) / ACTIVE_MICROS);
  }

  private static int count(Conversation conversation, long end, FlowView view) {
    boolean two = conversation.answered() != null && view == FlowView.UNIFLOW;
    return parts(conversation, end) * (two ? 2 : 1);
  }

  private void split(Conversation conversation) {
    int parts = parts(conversation, endMicros);
    long start = conversation.startMicros();
    long end = Math.min(start + conversation.durationMicros(), endMicros - 1);
    Traffic back = conversation.answered();
    for (int i = 0; i < parts; i++) {
      long first = start + i * ACTIVE_MICROS;
      long last = i == parts - 1 ? end : first + ACTIVE_MICROS;
      Traffic sent = part(conversation.sent(), i, parts);
      Traffic answered = back == null ? null : part(back, i, parts);
      if (view == FlowView.BIFLOW || answered == null) {
        addBoth(first, last, conversation, sent, answered);
      } else {
        addOne(first, last, conversation, false, sent);
        long reply = i == 0 ? Math.min(first + conversation.roundTripMicros(), last) : first;
        addOne(reply, last, conversation, true, answered);
      }
    }
  }

  private void addOne(
      long first, long last, Conversation conversation, boolean reply, Traffic traffic) {
    PacketSampler.Seen seen = sampler.sample(conversation, reply, first, last, traffic);
    if (seen != null) {
      add(seen.firstMicros(), seen.lastMicros(), conversation, reply, seen.traffic(), null);
    }
  }

  /** Both directions in one record; the one that was seen alone when the other was not. */
  private void addBoth(
      long first, long last, Conversation conversation, Traffic sent, @Nullable Traffic answered) {
    PacketSampler.Seen out = sampler.sample(conversation, false, first, last, sent);
    PacketSampler.Seen back =
        answered == null ? null : sampler.sample(conversation, true, first, last, answered);
    if (out != null && back != null) {
      long start = Math.min(out.firstMicros(), back.firstMicros());
      long end = Math.max(out.lastMicros(), back.lastMicros());
      add(start, end, conversation, false, out.traffic(), back.traffic());
    } else if (out != null) {
      add(out.firstMicros(), out.lastMicros(), conversation, false, out.traffic(), null);
    } else if (back != null) {
      add(back.firstMicros(), back.lastMicros(), conversation, true, back.traffic(), null);
    }
  }

  private void add(
      long first,
      long last,
      Conversation conversation,
      boolean reply,
      Traffic traffic,
      @Nullable Traffic reverse) {
    boolean closed = (traffic.tcpFlags() & FIN_OR_RST) != 0 || last - first >= ACTIVE_MICROS;
    long export = Math.min(last + (closed ? CLOSED_MICROS : INACTIVE_MICROS), endMicros - 1);
    buckets.add(
        export, new FlowSegment(first, last, export, conversation, reply, traffic, reverse));
  }

  private static Traffic part(Traffic whole, int index, int parts) {
    if (parts == 1) {
      return whole;
    }
    long packets = Math.max(1, share(whole.packets(), index, parts));
    long octets = Math.max(40 * packets, share(whole.octets(), index, parts));
    int flags = whole.tcpFlags();
    flags &= index == 0 ? ~0 : ~SYN;
    flags &= index == parts - 1 ? ~0 : ~FIN_OR_RST;
    return new Traffic(octets, packets, flags, whole.tos());
  }

  private static long share(long whole, int index, int parts) {
    return whole * (index + 1) / parts - whole * index / parts;
  }

  private void write(FlowSegment segment) {
    try {
      writer.write(segment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records++;
    labels.flow(segment.conversation(), segment.firstMicros(), segment.lastMicros());
  }
}
