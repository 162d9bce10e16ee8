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
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.TelemetryKind;

/**
 * Reads the telemetry in a pcap or pcapng capture: DNS on its ports; flow datagrams, told by their
 * content on any other UDP port; and flows of all other packets with an IP header, DNS included.
 * What else there is, or is not wanted, is skipped.
 */
public final class CaptureDecoder implements Decoder {
  private static final int DNS_PORT = 53;

  private final boolean wantsFlows;
  private final PayloadDecoder payloads;
  private final FlowDatagramDecoder datagrams = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
  private final FlowMeter meter = new FlowMeter(MeterSettings.defaults());

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
      if (packet.isMalformed()) {
        String detail = "packet of %d bytes has a broken IP, TCP or UDP header";
        sink.reject(
            new Rejection(
                RejectReason.MALFORMED,
                packet.captureOffset(),
                detail.formatted(packet.capturedLength())));
      } else if (wantsFlows && isFlowDatagram(packet)) {
        decodeFlows(packet, sink);
      } else {
        decodePacket(packet, sink);
      }
    }
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
    boolean isRead = payloads.accept(packet, facts, sink);
    if (!isMetered && !isRead) {
      sink.skip(SkipReason.OTHER_PACKET, 1);
    }
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
            packet.timestampMicros());
    datagrams.decode(datagram, sink);
  }
}
