// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import winnow.schema.TelemetryKind;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;

/** Queries and responses between clients and resolvers as captured packets, over UDP and TCP. */
final class DnsCapture implements Emitter {
  private static final int TCP_STEPS = 8;
  private static final int SEGMENT_OCTETS = 1460;

  private final PcapFiles files;
  private final LabelBook.Page labels;
  private final long endMicros;
  private final TimeBuckets<Step> buckets;
  private final DnsMessage message = new DnsMessage();
  private final Packet packet = new Packet();
  private long records;

  DnsCapture(Day day, PcapFiles files, LabelBook.Page labels) {
    this.files = files;
    this.labels = labels;
    endMicros = day.startMicros() + Day.MICROS;
    buckets = new TimeBuckets<>(day);
  }

  /** Packet number {@code index} of an exchange: 0 the query, 1 the response; more over TCP. */
  private record Step(DnsExchange exchange, long timeMicros, int index) {}

  @Override
  public Set<TelemetryKind> needs() {
    return Set.of(TelemetryKind.DNS);
  }

  @Override
  public void exchange(DnsExchange exchange) {
    long last = exchange.timeMicros() + 3 * exchange.roundTripMicros();
    if (last >= endMicros) {
      return;
    }
    switch (exchange.outcome()) {
      case UNANSWERED -> add(exchange, exchange.timeMicros(), 0);
      case NO_ERROR, NX_DOMAIN, SERVER_FAILURE, TRUNCATED -> {
        add(exchange, exchange.timeMicros(), 0);
        add(exchange, exchange.timeMicros() + exchange.roundTripMicros(), 1);
      }
      case OVER_TCP -> {
        for (int i = 0; i < TCP_STEPS; i++) {
          add(exchange, exchange.timeMicros() + (i + 1) / 2 * exchange.roundTripMicros() / 2, i);
        }
      }
    }
    records++;
    labels.exchange(exchange);
  }

  @Override
  public void advance(long timeMicros) {
    buckets.drain(timeMicros, this::write);
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public void close() {
    try {
      buckets.drain(endMicros, this::write);
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(DnsExchange exchange, long time, int index) {
    buckets.add(time, new Step(exchange, time, index));
  }

  private void write(Step step) {
    try {
      if (step.exchange.outcome() == DnsExchange.Result.OVER_TCP) {
        writeTcp(step);
      } else {
        writeUdp(step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Packet.Ends ends(DnsExchange exchange) {
    return new Packet.Ends(exchange.client(), exchange.clientPort(), exchange.server(), 53);
  }

  private void writeUdp(Step step) throws IOException {
    Packet.Ends ends = ends(step.exchange);
    boolean query = step.index == 0;
    int length = query ? message.query(step.exchange) : message.response(step.exchange);
    int frame = packet.udp(query ? ends : ends.reversed(), message.bytes(), length);
    files.write(step.timeMicros, packet.bytes(), frame);
  }

  /** Handshake, query, response, both FINs and the last acknowledgement. */
  private void writeTcp(Step step) throws IOException {
    DnsExchange exchange = step.exchange;
    Packet.Ends ends = ends(exchange);
    int client = exchange.id() * 65_521 + 1;
    int server = exchange.id() * 48_271 + 7;
    int asked = 2 + message.query(exchange);
    int answered = 2 + message.response(exchange);
    switch (step.index) {
      case 0 -> segment(step, ends, Packet.SYN, client - 1, 0, new byte[0]);
      case 1 ->
          segment(step, ends.reversed(), Packet.SYN | Packet.ACK, server - 1, client, new byte[0]);
      case 2 -> segment(step, ends, Packet.ACK, client, server, new byte[0]);
      case 3 -> {
        byte[] query = framed(message.query(exchange));
        segment(step, ends, Packet.PSH | Packet.ACK, client, server, query);
      }
      case 4 -> {
        byte[] response = framed(message.response(exchange));
        int ack = client + asked;
        segment(step, ends.reversed(), Packet.PSH | Packet.ACK, server, ack, response);
      }
      case 5 ->
          segment(
              step, ends, Packet.FIN | Packet.ACK, client + asked, server + answered, new byte[0]);
      case 6 ->
          segment(
              step,
              ends.reversed(),
              Packet.FIN | Packet.ACK,
              server + answered,
              client + asked + 1,
              new byte[0]);
      default ->
          segment(step, ends, Packet.ACK, client + asked + 1, server + answered + 1, new byte[0]);
    }
  }

  private byte[] framed(int length) {
    byte[] framed = new byte[length + 2];
    framed[0] = (byte) (length >>> 8);
    framed[1] = (byte) length;
    System.arraycopy(message.bytes(), 0, framed, 2, length);
    return framed;
  }

  private void segment(
      Step step, Packet.Ends ends, int flags, int sequence, int acknowledged, byte[] payload)
      throws IOException {
    int offset = 0;
    do {
      int length = Math.min(SEGMENT_OCTETS, payload.length - offset);
      int[] numbers = {sequence + offset, acknowledged};
      int frame = packet.tcp(ends, flags, numbers, payload, offset, length);
      files.write(step.timeMicros, packet.bytes(), frame);
      offset += length;
    } while (offset < payload.length);
  }
}
