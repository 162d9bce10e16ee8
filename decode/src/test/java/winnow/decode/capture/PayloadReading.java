// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.Collected;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.TelemetryKind;
import winnow.schema.Tls;

/** What the payloads of a capture say: records, and facts about connections by their ends. */
public final class PayloadReading {
  public final Collected collected = new Collected();
  public final Map<String, Facts> connections = new LinkedHashMap<>();

  private PayloadReading() {}

  /** What was said about a connection. */
  public static final class Facts implements ConnectionFacts {
    public @Nullable String service;
    public @Nullable Tls tls;

    @Override
    public @Nullable String uid() {
      return null;
    }

    @Override
    public void service(String name) {
      service = name;
    }

    @Override
    public void tls(Tls handshake) {
      tls = handshake;
    }
  }

  public static PayloadReading of(byte[] capture, TelemetryKind... kinds) {
    try {
      return of(new ByteArrayInputStream(capture), kinds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PayloadReading of(InputStream capture, TelemetryKind... kinds) throws IOException {
    PayloadReading reading = new PayloadReading();
    CaptureReader reader = new CaptureReader(capture, reading.collected);
    PacketView packet = new PacketView();
    PayloadDecoder decoder = new PayloadDecoder(Set.of(kinds));
    while (reader.next(packet)) {
      if (packet.isTcp() || packet.isUdp()) {
        decoder.accept(packet, reading.facts(packet), reading.collected);
      }
    }
    decoder.finish(reading.collected);
    return reading;
  }

  private Facts facts(PacketView packet) {
    String source = packet.source() + " " + packet.sourcePort();
    String destination = packet.destination() + " " + packet.destinationPort();
    boolean first = source.compareTo(destination) <= 0;
    String key = first ? source + " " + destination : destination + " " + source;
    return connections.computeIfAbsent(key, k -> new Facts());
  }
}
