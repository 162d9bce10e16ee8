// SPDX-License-Identifier: Apache-2.0
package winnow.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

/**
 * Sends the NetFlow v9 datagrams of captures at an even rate, again and again, as if they were
 * exported now: time and sequence number of each are set anew. Every exporter has a socket of its
 * own. Ends with one line: datagrams sent, flows sent, seconds taken, CPU-seconds of the thread.
 */
public final class FlowSender {
  private static final long TURN_NANOS = 1_000_000;
  private static final int MOST_DATAGRAMS = 100_000;

  private final List<Outgoing> datagrams = new ArrayList<>();
  private final Map<IpAddress, Exporter> exporters = new LinkedHashMap<>();

  private FlowSender() {}

  /** A datagram with its number of flows. */
  private record Outgoing(Exporter exporter, ByteBuffer bytes, int flows) {}

  /** A socket with its sequence numbers. */
  private static final class Exporter {
    private final DatagramChannel socket;
    private int sequence;

    Exporter(InetSocketAddress collector, int number) throws IOException {
      socket = DatagramChannel.open();
      if (collector.getAddress().isLoopbackAddress()) {
        socket.bind(new InetSocketAddress("127.0.0." + (number + 1), 0));
      }
      socket.connect(collector);
    }
  }

  /** Counts flows. */
  private static final class FlowCount implements DecodeSink {
    private int flows;

    @Override
    public void accept(TelemetryRecord record) {
      flows++;
    }

    @Override
    public void reject(Rejection rejection) {
      throw new IllegalArgumentException(rejection.toString());
    }

    @Override
    public void skip(SkipReason reason, long count) {}
  }

  /** {@code FOLDER_OF_CAPTURES ADDRESS PORT FLOWS_PER_SECOND SECONDS}. */
  public static void main(String[] arguments) throws IOException {
    FlowSender sender = new FlowSender();
    InetSocketAddress to = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
    sender.load(Path.of(arguments[0]), to);
    sender.send(Long.parseLong(arguments[3]), Long.parseLong(arguments[4]));
  }

  private void load(Path folder, InetSocketAddress collector) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
    }
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    for (Path file : files) {
      FlowCount count = new FlowCount();
      PacketView packet = new PacketView();
      try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
        CaptureReader reader = new CaptureReader(input, count);
        while (datagrams.size() < MOST_DATAGRAMS && reader.next(packet)) {
          add(packet, decoder, count, collector);
        }
      }
    }
  }

  private void add(
      PacketView packet, FlowDatagramDecoder decoder, FlowCount count, InetSocketAddress collector)
      throws IOException {
    int at = packet.payloadOffset();
    int length = packet.payloadLength();
    byte[] bytes = Arrays.copyOfRange(packet.bytes(), at, at + length);
    if (BigEndian.u16(bytes, 0) != 9) {
      throw new IllegalArgumentException("a datagram is not of NetFlow v9");
    }
    IpAddress address = packet.source();
    Exporter exporter = exporters.get(address);
    if (exporter == null) {
      exporter = new Exporter(collector, exporters.size() + 1);
      exporters.put(address, exporter);
    }
    int before = count.flows;
    decoder.decode(new FlowDatagram(address, bytes, 0, length, 0, null), count);
    ByteBuffer buffer = ByteBuffer.allocateDirect(length).put(bytes).flip();
    datagrams.add(new Outgoing(exporter, buffer, count.flows - before));
  }

  private void send(long flowsPerSecond, long seconds) throws IOException {
    long begin = System.nanoTime();
    long end = seconds * 1_000_000_000L;
    long sent = 0;
    long flows = 0;
    for (long now = 0; now < end; now = System.nanoTime() - begin) {
      while (flows < now * flowsPerSecond / 1_000_000_000L) {
        Outgoing next = datagrams.get((int) (sent % datagrams.size()));
        ByteBuffer bytes = next.bytes.rewind();
        bytes.putInt(8, (int) (System.currentTimeMillis() / 1000));
        bytes.putInt(12, next.exporter.sequence++);
        next.exporter.socket.write(bytes);
        sent++;
        flows += next.flows;
      }
      LockSupport.parkNanos(TURN_NANOS);
    }
    double cpu =
        java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    System.out.printf("%d %d %.1f %.1f%n", sent, flows, (System.nanoTime() - begin) / 1e9, cpu);
  }
}
