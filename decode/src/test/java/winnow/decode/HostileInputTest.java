// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;
import winnow.decode.format.Formats;
import winnow.decode.sflow.Samples;
import winnow.decode.syslog.SyslogDecoder;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

/** Whoever sends, and however much, a decoder retains no more than so many bytes. */
class HostileInputTest {
  private static final long MIB = 1 << 20;
  private static final byte[] FILLER = filler((int) MIB);

  private static final DecodeSink NOBODY =
      new DecodeSink() {
        @Override
        public void accept(TelemetryRecord record) {}

        @Override
        public void reject(Rejection rejection) {}

        @Override
        public void skip(SkipReason reason, long count) {}
      };

  private static byte[] filler(int length) {
    byte[] filler = new byte[length];
    Arrays.fill(filler, (byte) 'a');
    return filler;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** Bytes of the heap that are in use. */
  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** An input of so many chunks; at its end, it says how much the heap has grown. */
  private static final class Chunks extends InputStream {
    private final IntFunction<byte[]> chunk;
    private final int count;
    private final long usedBefore = usedBytes();
    private long grownBytes;
    private byte[] current = {};
    private int at;
    private int next;

    Chunks(int count, IntFunction<byte[]> chunk) {
      this.count = count;
      this.chunk = chunk;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      if (at == current.length && next == count) {
        current = new byte[0];
        at = 0;
        grownBytes = Math.max(grownBytes, usedBytes() - usedBefore);
        return -1;
      }
      if (at == current.length) {
        current = chunk.apply(next++);
        at = 0;
      }
      int read = Math.min(length, current.length - at);
      System.arraycopy(current, at, target, from, read);
      at += read;
      return read;
    }
  }

  private static void retainsAtMost(
      long mebibytes, String format, int count, IntFunction<byte[]> chunk) throws IOException {
    Chunks input = new Chunks(count, chunk);
    DecodeOptions options =
        new DecodeOptions("x", ZoneOffset.UTC, null, Instant.parse("2026-03-03T00:00:00Z"));
    Formats.named(format).newDecoder().create(options).decode(input, NOBODY);
    assertThat(input.grownBytes).as(format).isLessThan(mebibytes * MIB);
  }

  private static void datagramsRetainAtMost(
      long mebibytes, int count, IntFunction<byte[]> datagram) {
    long before = usedBytes();
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    for (int i = 0; i < count; i++) {
      byte[] bytes = datagram.apply(i);
      IpAddress exporter = new IpAddress(1, i);
      decoder.decode(new FlowDatagram(exporter, bytes, 0, bytes.length, 0, 5L), NOBODY);
    }
    long grown = usedBytes() - before;
    assertThat(grown).isLessThan(mebibytes * MIB);
    decoder.finish(NOBODY);
  }

  @Test
  void templatesOfManyExporters() {
    byte[][] templates = new byte[2048][];
    Arrays.setAll(templates, i -> Messages.template(256 + i, 8, 4));
    byte[] message = Messages.ipfix(Messages.set(2, templates));

    datagramsRetainAtMost(64, 300, i -> message);
  }

  @Test
  void exportersThatComeOnceAndDataWithoutTemplate() {
    byte[] message = Messages.ipfix(Messages.set(300, new byte[60]));

    datagramsRetainAtMost(64, 60_000, i -> message);
  }

  @Test
  void sourcesOfManyAgents() {
    datagramsRetainAtMost(
        64,
        1000,
        agent -> {
          byte[][] samples = new byte[1500][];
          for (int source = 0; source < samples.length; source++) {
            ByteWriter sample = ByteWriter.bigEndian().u32(1).u32(source).u32(512).u32(1);
            samples[source] = Samples.sample(1, sample.u32(source).u32(1).u32(2).u32(0).toBytes());
          }
          byte[] datagram = Samples.datagram(1, samples);
          ByteBuffer.wrap(datagram).putInt(12, agent);
          return datagram;
        });
  }

  @Test
  void programsOfManySyslogSenders() {
    long before = usedBytes();
    SyslogDecoder decoder = new SyslogDecoder(ZoneOffset.UTC);
    for (int i = 0; i < 200; i++) {
      byte[] message = Arrays.copyOf(ascii("<13>Mar  2 10:00:00 h p" + i + ": "), 60_000);
      Arrays.fill(message, 30, message.length, (byte) 'a');
      for (int j = 0; j < 3; j++) {
        decoder.decode(null, Instant.EPOCH, message, 0, message.length, 0, NOBODY);
      }
      if (i % 50 == 0) {
        decoder.flush(NOBODY);
      }
    }
    assertThat(usedBytes() - before).isLessThan(64 * MIB);
    decoder.flush(NOBODY);
  }

  @Test
  void namesOfQueriesThatNobodyAnswers() throws IOException {
    byte[] name = Arrays.copyOf(FILLER, 500_000);
    retainsAtMost(
        64,
        "dnsmasq",
        200,
        i ->
            concat(
                ascii("Mar  2 10:00:00 dnsmasq[7]: query[A] n" + i),
                name,
                ascii(" from 192.0.2.1\n")));
  }

  @Test
  void identitiesOfDnstap() throws IOException {
    byte[] query =
        ByteWriter.bigEndian().hex("0001 0100 0001 0000 0000 0000 0161 00 0001 0001").toBytes();
    retainsAtMost(
        16,
        "dnstap",
        200,
        i -> {
          byte[] message =
              concat(
                  ByteWriter.bigEndian().hex("0801 1801 2204 c0000201 30").toBytes(),
                  varint(1000 + i),
                  ByteWriter.bigEndian().hex("40 80e5c8ac06 52").u8(query.length).toBytes(),
                  query);
          byte[] identity = ascii(i + new String(FILLER, 0, 500_000, StandardCharsets.US_ASCII));
          byte[] payload =
              concat(
                  new byte[] {0x0a},
                  varint(identity.length),
                  identity,
                  new byte[] {0x72},
                  varint(message.length),
                  message,
                  new byte[] {0x78, 1});
          return ByteWriter.bigEndian().u32(payload.length).bytes(payload).toBytes();
        });
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value;
    for (; left > 0x7f; left >>>= 7) {
      out.write((int) left & 0x7f | 0x80);
    }
    out.write((int) left);
    return out.toByteArray();
  }

  @Test
  void namesOfJsonFields() throws IOException {
    byte[] name = Arrays.copyOf(FILLER, 40_000);
    retainsAtMost(
        16,
        "suricata",
        2000,
        i -> concat(ascii("{\"" + i), name, ascii("\":1,\"event_type\":\"stats\"}\n")));
  }
}
