// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.nio.ByteBuffer;
import java.util.List;
import winnow.synth.scenario.FlowView;

/** What differs between NetFlow v9 (RFC 3954) and IPFIX (RFC 7011) in our messages. */
sealed interface ExportDialect {
  /** Template of IPv4 flows. */
  int IPV4_TEMPLATE = 256;

  /** Template of IPv6 flows. */
  int IPV6_TEMPLATE = 257;

  /** Length of the message header. */
  int headerOctets();

  /** Set id of templates. */
  int templateSet();

  /**
   * Template fields as triples of element id, length and enterprise number (0 for IANA).
   *
   * @param ipv4 which family
   */
  List<Field> fields(boolean ipv4);

  /** Writes the message header at position 0. */
  void putHeader(ByteBuffer message, Header header);

  /** Writes a data record. */
  void putRecord(ByteBuffer message, FlowSegment segment);

  /**
   * A field of a template.
   *
   * @param id information element
   * @param octets length
   * @param enterprise enterprise number; 0 for elements of IANA
   */
  record Field(int id, int octets, int enterprise) {
    Field(int id, int octets) {
      this(id, octets, 0);
    }
  }

  /**
   * What a header says.
   *
   * @param timeMicros export time
   * @param records data records in this message
   * @param templates templates in this message
   * @param messages messages sent before
   * @param sentRecords data records sent before
   * @param domain observation domain or source id
   */
  record Header(
      long timeMicros, int records, int templates, long messages, long sentRecords, int domain) {}

  private static void putAddresses(ByteBuffer message, FlowSegment segment) {
    winnow.schema.IpAddress source = segment.source().address();
    winnow.schema.IpAddress destination = segment.destination().address();
    if (segment.ipv4()) {
      message.putInt((int) source.low()).putInt((int) destination.low());
    } else {
      message.putLong(source.high()).putLong(source.low());
      message.putLong(destination.high()).putLong(destination.low());
    }
    message.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
    message.put((byte) segment.conversation().protocol());
    message.put((byte) segment.traffic().tcpFlags()).put((byte) segment.traffic().tos());
    message.putShort((short) (segment.icmp() ? segment.destinationPort() : 0));
    message.putInt(segment.inputInterface()).putInt(segment.outputInterface());
    message.putInt(segment.source().as()).putInt(segment.destination().as());
    message.putLong(segment.traffic().octets()).putLong(segment.traffic().packets());
  }

  private static void putSampling(ByteBuffer message, int samplingInterval) {
    if (samplingInterval > 1) {
      message.putInt(samplingInterval);
    }
  }

  private static List<Field> samplingFields(int samplingInterval) {
    return samplingInterval > 1 ? List.of(new Field(34, 4)) : List.of();
  }

  private static List<Field> commonFields(boolean ipv4) {
    int octets = ipv4 ? 4 : 16;
    return List.of(
        new Field(ipv4 ? 8 : 27, octets),
        new Field(ipv4 ? 12 : 28, octets),
        new Field(7, 2),
        new Field(11, 2),
        new Field(4, 1),
        new Field(6, 1),
        new Field(5, 1),
        new Field(ipv4 ? 32 : 139, 2),
        new Field(10, 4),
        new Field(14, 4),
        new Field(16, 4),
        new Field(17, 4),
        new Field(1, 8),
        new Field(2, 8));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  /**
   * NetFlow v9: times in milliseconds since the start of the exporter.
   *
   * @param bootMicros when the exporters started
   * @param samplingInterval 1 of so many packets is counted; said in every record when not 1
   */
  record NetflowV9(long bootMicros, int samplingInterval) implements ExportDialect {
    @Override
    public int headerOctets() {
      return 20;
    }

    @Override
    public int templateSet() {
      return 0;
    }

    @Override
    public List<Field> fields(boolean ipv4) {
      List<Field> fields = joined(commonFields(ipv4), List.of(new Field(22, 4), new Field(21, 4)));
      return joined(fields, samplingFields(samplingInterval));
    }

    /** The time is rounded up to the whole second that fits the header, so no fraction is lost. */
    @Override
    public void putHeader(ByteBuffer message, Header header) {
      long seconds = Math.ceilDiv(header.timeMicros, 1_000_000L);
      message.putShort(0, (short) 9);
      message.putShort(2, (short) (header.records + header.templates));
      message.putInt(4, uptime(seconds * 1_000_000));
      message.putInt(8, (int) seconds);
      message.putInt(12, (int) header.messages);
      message.putInt(16, header.domain);
    }

    @Override
    public void putRecord(ByteBuffer message, FlowSegment segment) {
      putAddresses(message, segment);
      message.putInt(uptime(segment.firstMicros())).putInt(uptime(segment.lastMicros()));
      putSampling(message, samplingInterval);
    }

    private int uptime(long micros) {
      return (int) ((micros - bootMicros) / 1000);
    }
  }

  /**
   * IPFIX, with both directions where asked for (RFC 5103).
   *
   * @param view one or both directions
   * @param samplingInterval 1 of so many packets is counted; said in every record when not 1
   */
  record Ipfix(FlowView view, int samplingInterval) implements ExportDialect {
    private static final int REVERSE = 29_305;

    @Override
    public int headerOctets() {
      return 16;
    }

    @Override
    public int templateSet() {
      return 2;
    }

    @Override
    public List<Field> fields(boolean ipv4) {
      List<Field> fields =
          joined(
              commonFields(ipv4), List.of(new Field(152, 8), new Field(153, 8), new Field(136, 1)));
      fields = joined(fields, samplingFields(samplingInterval));
      return switch (view) {
        case UNIFLOW -> fields;
        case BIFLOW ->
            joined(
                fields,
                List.of(
                    new Field(1, 8, REVERSE), new Field(2, 8, REVERSE), new Field(6, 1, REVERSE)));
      };
    }

    @Override
    public void putHeader(ByteBuffer message, Header header) {
      message.putShort(0, (short) 10).putShort(2, (short) message.position());
      message.putInt(4, (int) (header.timeMicros / 1_000_000));
      message.putInt(8, (int) header.sentRecords).putInt(12, header.domain);
    }

    @Override
    public void putRecord(ByteBuffer message, FlowSegment segment) {
      putAddresses(message, segment);
      message.putLong(segment.firstMicros() / 1000).putLong(segment.lastMicros() / 1000);
      boolean closed = (segment.traffic().tcpFlags() & 5) != 0;
      message.put((byte) (closed ? 3 : 1));
      putSampling(message, samplingInterval);
      if (view == FlowView.BIFLOW) {
        winnow.schema.Traffic reverse = segment.reverse();
        message.putLong(reverse == null ? 0 : reverse.octets());
        message.putLong(reverse == null ? 0 : reverse.packets());
        message.put((byte) (reverse == null ? 0 : reverse.tcpFlags()));
      }
    }
  }
}
