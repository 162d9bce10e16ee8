// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.TelemetryKind;

/**
 * Reads the telemetry in a pcap or pcapng capture: DNS on its ports, and flow datagrams, told by
 * their content on any other UDP port. Every other packet is skipped.
 */
public final class CaptureDecoder implements Decoder {
  private static final int DNS_PORT = 53;

  private final PayloadDecoder payloads = new PayloadDecoder(EnumSet.allOf(TelemetryKind.class));
  private final FlowDatagramDecoder flows = new FlowDatagramDecoder(ExporterSettings.DEFAULT);

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
      } else if (isFlowDatagram(packet)) {
        decodeFlows(packet, sink);
      } else if (!payloads.accept(packet, ConnectionFacts.NONE, sink)) {
        sink.skip(SkipReason.OTHER_PACKET, 1);
      }
    }
    payloads.finish(sink);
    flows.finish(sink);
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
    flows.decode(datagram, sink);
  }
}
