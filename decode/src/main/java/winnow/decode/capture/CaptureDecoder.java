// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.meter.FlowMeter;
import winnow.decode.meter.MeterSettings;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.FragmentAssembler;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.TelemetryKind;

/**
 * Reads the telemetry in packets: flows of all that have an IP header, and what their payloads say,
 * flow datagrams among them, which are told by their content on any UDP port but that of DNS. What
 * else there is, or is not wanted, is skipped. Fragments count in flows one by one; their payloads
 * are read when they are whole. Packets come from a pcap or pcapng capture, or one by one.
 */
public final class CaptureDecoder implements Decoder {
  private static final int DNS_PORT = 53;

  private final boolean wantsFlows;
  private final PayloadDecoder payloads;
  private final FlowDatagramDecoder datagrams = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
  private final FragmentAssembler fragments = new FragmentAssembler();
  private final FlowMeter meter = new FlowMeter(MeterSettings.defaults());

  /** How many packets of several fragments were read. */
  private long readWhole;

  /** Time of the last packet. */
  private long latestMicros = Long.MIN_VALUE;

  /** Reads what {@code options} want. */
  public CaptureDecoder(DecodeOptions options) {
    wantsFlows = options.kinds().contains(TelemetryKind.FLOW);
    payloads = new PayloadDecoder(options.kinds());
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    CaptureReader reader = new CaptureReader(input, sink);
    PacketView packet = new PacketView();
    while (reader.next(packet)) {
      accept(packet, sink);
    }
    finish(sink);
  }

  /** Takes the next packet; nothing of it is kept. */
  public void accept(PacketView packet, DecodeSink sink) {
    latestMicros = packet.timestampMicros();
    if (packet.isMalformed()) {
      String detail = "packet of %d bytes has a broken IP, TCP or UDP header";
      sink.reject(
          new Rejection(
              RejectReason.MALFORMED,
              packet.captureOffset(),
              detail.formatted(packet.capturedLength())));
    } else {
      decodePacket(packet, sink);
    }
  }

  /**
   * Hands on what the packets so far add to flows, so that all of them are counted; the flows stay
   * open, see {@link FlowMeter#slice}. Queries, exchanges and fragments that are not whole wait on.
   */
  public void slice(DecodeSink sink) {
    payloads.expire(latestMicros, sink);
    meter.slice(sink);
  }

  /** Hands on what is still open: no more packets come. */
  public void finish(DecodeSink sink) {
    fragments.finish(whole -> read(whole, ConnectionFacts.NONE, sink));
    payloads.finish(sink);
    datagrams.finish(sink);
    meter.finish(sink);
  }

  private void decodePacket(PacketView packet, DecodeSink sink) {
    boolean isMetered = wantsFlows && packet.isIp();
    ConnectionFacts facts = ConnectionFacts.NONE;
    if (isMetered) {
      meter.accept(packet, sink);
      facts = meter.facts();
    }
    boolean isRead =
        packet.isFragment() ? reassemble(packet, facts, sink) : read(packet, facts, sink);
    if (!isMetered && !isRead) {
      sink.skip(SkipReason.OTHER_PACKET, 1);
    }
  }

  /** Whether a fragment makes packets whole of which something is read. */
  private boolean reassemble(PacketView fragment, ConnectionFacts facts, DecodeSink sink) {
    long before = readWhole;
    fragments.accept(
        fragment,
        whole -> {
          // What is given up, and so no whole packet, is not of this fragment's flow.
          ConnectionFacts known = whole.isFragment() ? ConnectionFacts.NONE : facts;
          readWhole += read(whole, known, sink) ? 1 : 0;
        });
    return readWhole > before;
  }

  /** Whether something is read in the payload of a packet. */
  private boolean read(PacketView packet, ConnectionFacts facts, DecodeSink sink) {
    if (wantsFlows && isFlowDatagram(packet)) {
      decodeFlows(packet, sink);
      return true;
    }
    return payloads.accept(packet, facts, sink);
  }

  private static boolean isFlowDatagram(PacketView packet) {
    return packet.isUdp()
        && packet.sourcePort() != DNS_PORT
        && packet.destinationPort() != DNS_PORT
        && FlowDatagramDecoder.isPlausible(
            packet.bytes(),
            packet.payloadOffset(),
            packet.payloadLength(),
            packet.payloadWireLength());
  }

  private void decodeFlows(PacketView packet, DecodeSink sink) {
    FlowDatagram datagram =
        new FlowDatagram(
            packet.source(),
            packet.bytes(),
            packet.payloadOffset(),
            packet.payloadLength(),
            packet.payloadCaptureOffset(),
            packet.timestampMicros(),
            packet.sourcePort());
    datagrams.decode(datagram, sink);
  }
}
