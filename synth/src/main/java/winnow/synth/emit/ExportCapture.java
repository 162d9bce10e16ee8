// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import winnow.schema.IpAddress;

/**
 * The datagrams of the exporters on their way to the collector, as captured packets. Templates come
 * first in every file and again every ten minutes; datagrams fit an MTU of 1,500.
 */
final class ExportCapture implements FlowWriter {
  private static final int DATAGRAM_OCTETS = 1400;
  private static final int RECORD_LIMIT = 128;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final long TEMPLATE_MICROS = 600_000_000L;

  private final ExportDialect dialect;
  private final PcapFiles files;
  private final int port;
  private final Packet packet = new Packet();
  private final List<Stream> streams = new ArrayList<>();
  private long hour;

  ExportCapture(ExportDialect dialect, PcapFiles files, int port) {
    this.dialect = dialect;
    this.files = files;
    this.port = port;
    for (int i = 0; i < Exporters.ADDRESSES.size(); i++) {
      streams.add(new Stream(i));
    }
  }

  @Override
  public void write(FlowSegment segment) throws IOException {
    long its = segment.exportMicros() / HOUR_MICROS;
    if (its != hour) {
      for (Stream stream : streams) {
        stream.flush();
        stream.templatesDue = Long.MIN_VALUE;
      }
      hour = its;
    }
    streams.get(segment.exporter()).write(segment);
  }

  @Override
  public void close() throws IOException {
    for (Stream stream : streams) {
      stream.flush();
    }
    files.close();
  }

  private final class Stream {
    private final int exporter;
    private final ByteBuffer message = ByteBuffer.allocate(DATAGRAM_OCTETS);
    private long templatesDue = Long.MIN_VALUE;
    private long timeMicros;
    private long messages;
    private long sentRecords;
    private int records;
    private int templates;
    private int setStart;
    private int setId;

    Stream(int exporter) {
      this.exporter = exporter;
      message.position(dialect.headerOctets());
    }

    void write(FlowSegment segment) throws IOException {
      if (message.remaining() < RECORD_LIMIT || segment.exportMicros() >= templatesDue) {
        flush();
      }
      timeMicros = segment.exportMicros();
      if (timeMicros >= templatesDue) {
        putTemplates();
        templatesDue = timeMicros + TEMPLATE_MICROS;
      }
      int id = segment.ipv4() ? ExportDialect.IPV4_TEMPLATE : ExportDialect.IPV6_TEMPLATE;
      openSet(id);
      dialect.putRecord(message, segment);
      records++;
    }

    void flush() throws IOException {
      if (records + templates == 0) {
        return;
      }
      closeSet();
      dialect.putHeader(
          message,
          new ExportDialect.Header(
              timeMicros, records, templates, messages, sentRecords, exporter + 1));
      Packet.Ends ends =
          new Packet.Ends(
              IpAddress.ofIpv4(Exporters.ADDRESSES.get(exporter)),
              50_000 + exporter,
              IpAddress.ofIpv4(Exporters.COLLECTOR),
              port);
      int length = packet.udp(ends, message.array(), message.position());
      files.write(timeMicros, packet.bytes(), length);
      messages++;
      sentRecords += records;
      records = 0;
      templates = 0;
      message.clear().position(dialect.headerOctets());
    }

    private void putTemplates() {
      openSet(dialect.templateSet());
      for (int id = ExportDialect.IPV4_TEMPLATE; id <= ExportDialect.IPV6_TEMPLATE; id++) {
        List<ExportDialect.Field> fields = dialect.fields(id == ExportDialect.IPV4_TEMPLATE);
        message.putShort((short) id).putShort((short) fields.size());
        for (ExportDialect.Field field : fields) {
          boolean own = field.enterprise() != 0;
          message.putShort((short) (field.id() | (own ? 0x8000 : 0)));
          message.putShort((short) field.octets());
          if (own) {
            message.putInt(field.enterprise());
          }
        }
        templates++;
      }
    }

    private void openSet(int id) {
      if (setStart > 0 && setId == id) {
        return;
      }
      closeSet();
      setStart = message.position();
      setId = id;
      message.putShort((short) id).putShort((short) 0);
    }

    private void closeSet() {
      if (setStart == 0) {
        return;
      }
      while ((message.position() - setStart & 3) != 0) {
        message.put((byte) 0);
      }
      message.putShort(setStart + 2, (short) (message.position() - setStart));
      setStart = 0;
    }
  }
}
