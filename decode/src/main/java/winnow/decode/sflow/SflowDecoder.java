// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.IpAddress;

/**
 * Decodes sFlow v5 datagrams of any number of agents: each flow sample becomes a flow of one
 * packet, counter samples are skipped. At most {@link #MAX_AGENTS} sub-agents and {@link
 * #MAX_SOURCES} data sources are remembered; then the sub-agent that has been silent longest is
 * forgotten. One thread.
 */
public final class SflowDecoder {
  /** Most sub-agents remembered. */
  public static final int MAX_AGENTS = 16 * 1024;

  /** Most data sources of which drops are remembered, over all sub-agents. */
  public static final int MAX_SOURCES = 512 * 1024;

  private static final int FLOW_SAMPLE = 1;
  private static final int COUNTER_SAMPLE = 2;
  private static final int EXPANDED_FLOW_SAMPLE = 3;
  private static final int EXPANDED_COUNTER_SAMPLE = 4;

  private final ExporterSettings settings;
  private final Map<ExportDomain, Agent> agents = new LinkedHashMap<>(16, 0.75f, true);
  private int sources;
  private final FlowSamples flows = new FlowSamples();
  private final XdrReader in = new XdrReader();
  private final XdrReader sample = new XdrReader();

  /** A decoder that knows no agent. */
  public SflowDecoder(ExporterSettings settings) {
    this.settings = settings;
  }

  /** Hands the records of {@code datagram} to {@code sink}. */
  public void decode(FlowDatagram datagram, DecodeSink sink) {
    int start = datagram.offset();
    in.begin(datagram.bytes(), start, start + datagram.length());
    long version = in.u32();
    if (version != 5) {
      reject(
          datagram,
          sink,
          RejectReason.UNSUPPORTED,
          start,
          "datagram has version %d, not 5",
          version);
      return;
    }
    long type = datagram.length() < 8 ? 0 : BigEndian.u32(datagram.bytes(), start + 4);
    IpAddress address = in.address();
    long subAgent = in.u32();
    int sequence = in.i32();
    in.u32();
    long samples = in.u32();
    if (in.isCut() || type != 1 && type != 2) {
      reject(
          datagram,
          sink,
          in.isCut() ? RejectReason.TRUNCATED : RejectReason.MALFORMED,
          start,
          "header of a datagram of %d bytes is cut or has a wrong address type",
          datagram.length());
      return;
    }
    Long received = datagram.receivedTimeMicros();
    if (received == null) {
      String detail = "datagram has no time of its own, and when it came is not known";
      reject(datagram, sink, RejectReason.MISSING_FIELD, start, detail);
      return;
    }
    ExportDomain key =
        new ExportDomain(
            address == null ? datagram.exporter() : address, ExportProtocol.SFLOW, subAgent);
    Agent agent =
        agents.computeIfAbsent(key, k -> new Agent(k, settings.sampling().apply(k.exporter())));
    if (agent.monitor().admits(datagram, sequence, received, sink)) {
      agent.monitor().sequence().arrived(sequence, received);
      agent.monitor().sequence().passed(1);
      int before = agent.sources();
      decodeSamples(new Arrival(datagram, agent, received), sink, samples);
      sources += agent.sources() - before;
    }
    forgetSilent();
  }

  /** A datagram of an agent, and when it came. */
  private record Arrival(FlowDatagram datagram, Agent agent, long receivedMicros) {}

  private void decodeSamples(Arrival arrival, DecodeSink sink, long samples) {
    FlowDatagram datagram = arrival.datagram();
    for (long i = 0; i < samples; i++) {
      int at = in.position();
      int format = in.i32();
      long length = in.u32();
      if (in.isCut() || length > in.left()) {
        String detail = "sample %d of %d has %d of %d bytes";
        long left = in.left();
        reject(datagram, sink, RejectReason.TRUNCATED, at, detail, i + 1, samples, left, length);
        return;
      }
      sample.begin(datagram.bytes(), in.position(), in.position() + (int) length);
      decodeSample(format, arrival, sink, at);
      in.skip(length);
    }
    if (in.left() > 0) {
      String detail = "%d bytes after the last of %d samples";
      reject(datagram, sink, RejectReason.MALFORMED, in.position(), detail, in.left(), samples);
    }
  }

  private void decodeSample(int format, Arrival arrival, DecodeSink sink, int at) {
    switch (format) {
      case FLOW_SAMPLE, EXPANDED_FLOW_SAMPLE -> {
        boolean expanded = format == EXPANDED_FLOW_SAMPLE;
        String wrong =
            flows.read(sample, arrival.agent(), arrival.receivedMicros(), expanded, sink);
        if (!wrong.isEmpty()) {
          reject(arrival.datagram(), sink, RejectReason.TRUNCATED, at, "flow sample %s", wrong);
        }
      }
      case COUNTER_SAMPLE, EXPANDED_COUNTER_SAMPLE -> sink.skip(SkipReason.COUNTERS, 1);
      default -> sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    }
  }

  private static void reject(
      FlowDatagram datagram,
      DecodeSink sink,
      RejectReason reason,
      int at,
      String format,
      Object... values) {
    String from = datagram.exporter() == null ? "" : " from " + datagram.exporter();
    String detail = "sFlow " + format.formatted(values) + from;
    long offset = datagram.inputOffset() + at - datagram.offset();
    sink.reject(new Rejection(reason, offset, detail));
  }

  private void forgetSilent() {
    Iterator<Agent> silent = agents.values().iterator();
    while (agents.size() > MAX_AGENTS || sources > MAX_SOURCES) {
      sources -= silent.next().sources();
      silent.remove();
    }
  }

  /** Hands over what has come from each sub-agent that is remembered. */
  public void statistics(Consumer<DomainStatistics> taker) {
    agents.values().forEach(agent -> taker.accept(agent.statistics()));
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(agents.size());
    for (Map.Entry<ExportDomain, Agent> entry : agents.entrySet()) {
      entry.getKey().write(out);
      entry.getValue().monitor().write(out);
    }
  }

  /** Remembers what another decoder has written. */
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      ExportDomain key = ExportDomain.read(in);
      Agent agent = new Agent(key, settings.sampling().apply(key.exporter()));
      agent.monitor().read(in);
      agents.put(key, agent);
      forgetSilent();
    }
  }

  /**
   * How long the datagram that starts at {@code offset} is, which its samples tell.
   *
   * @param available how many bytes there are from there on
   * @return {@code available} when it is cut; 0 when no datagram starts there
   */
  public static int lengthOf(byte[] bytes, int offset, int available) {
    int at = available < 8 ? -1 : headerLength(bytes, offset);
    if (at < 0 || BigEndian.i32(bytes, offset) != 5) {
      return 0;
    }
    long samples = at > available ? 1 : BigEndian.u32(bytes, offset + at - 4);
    for (long i = 0; i < samples; i++) {
      long length = at + 8 > available ? available : BigEndian.u32(bytes, offset + at + 4);
      at = (int) Math.min(available, at + 8 + length);
      if (at == available) {
        return available;
      }
    }
    return at;
  }

  /** Length of what comes before the samples; negative when there is no address of an agent. */
  private static int headerLength(byte[] bytes, int offset) {
    int type = BigEndian.i32(bytes, offset + 4);
    return type == 1 ? 28 : type == 2 ? 40 : -1;
  }

  /** Whether bytes of unknown nature look like an sFlow v5 datagram: version, address, samples. */
  public static boolean isPlausible(byte[] bytes, int offset, int length) {
    if (length < 28 || BigEndian.i32(bytes, offset) != 5) {
      return false;
    }
    int header = headerLength(bytes, offset);
    if (header < 0 || length < header + 8) {
      return header == length && BigEndian.i32(bytes, offset + header - 4) == 0;
    }
    int samples = BigEndian.i32(bytes, offset + header - 4);
    int first = BigEndian.i32(bytes, offset + header + 4);
    return samples > 0 && samples <= length / 8 && first >= 0 && first <= 65_536;
  }
}
