// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;

/**
 * Decodes NetFlow v5, v9 and IPFIX datagrams of any number of exporters. Remembers templates,
 * sampling and application names of each exporter's observation domains, within bounds: when {@link
 * #MAX_FIELDS} template fields or {@link #MAX_DOMAINS} domains are held, the domain that has been
 * silent longest is forgotten. A data set whose template has not come is rejected as one. One
 * thread.
 */
public final class FlowDatagramDecoder {
  /** Most observation domains remembered. */
  public static final int MAX_DOMAINS = 16 * 1024;

  /**
   * Most template fields remembered, over all domains. A sampler counts as two, the name of an
   * application, of which 128 characters are kept, as three and one for every 16 characters.
   */
  public static final int MAX_FIELDS = 1024 * 1024;

  private static final int HEADER_9 = 20;
  private static final int HEADER_IPFIX = 16;

  private final Map<DomainKey, Domain> domains = new LinkedHashMap<>(16, 0.75f, true);
  private final SetReader sets = new SetReader();
  private int fields;

  /** Hands the records of {@code datagram} to {@code sink}. */
  public void decode(FlowDatagram datagram, DecodeSink sink) {
    int version = datagram.length() < 2 ? 0 : BigEndian.u16(datagram.bytes(), datagram.offset());
    int header =
        switch (version) {
          case 5 -> Netflow5.HEADER;
          case 9 -> HEADER_9;
          case 10 -> HEADER_IPFIX;
          default -> 0;
        };
    if (header == 0) {
      String detail = "flow datagram of %d bytes has version %d, not 5, 9 or 10";
      String text = detail.formatted(datagram.length(), version);
      Message.reject(sink, datagram, RejectReason.UNSUPPORTED, datagram.offset(), text);
    } else if (datagram.length() < header) {
      String detail = "header of a version %d flow datagram has %d of %d bytes";
      String text = detail.formatted(version, datagram.length(), header);
      Message.reject(sink, datagram, RejectReason.TRUNCATED, datagram.offset(), text);
    } else {
      decode(datagram, sink, version);
    }
  }

  private void decode(FlowDatagram datagram, DecodeSink sink, int version) {
    byte[] bytes = datagram.bytes();
    int at = datagram.offset();
    if (version == 5) {
      Domain domain = domain(new DomainKey(datagram.exporter(), 5, Netflow5.engine(bytes, at)));
      long micros = Netflow5.exportMicros(bytes, at);
      int uptime = BigEndian.i32(bytes, at + 4);
      Netflow5.decode(new Message(datagram, sink, 5, domain, micros, uptime));
      forgetSilent(domain);
      return;
    }
    boolean ipfix = version == 10;
    long number = BigEndian.u32(bytes, at + (ipfix ? 12 : 16));
    Domain domain = domain(new DomainKey(datagram.exporter(), version, number));
    int before = domain.fields();
    long micros = BigEndian.u32(bytes, at + (ipfix ? 4 : 8)) * 1_000_000;
    int uptime = ipfix ? 0 : BigEndian.i32(bytes, at + 4);
    Message message = new Message(datagram, sink, version, domain, micros, uptime);
    if (ipfix) {
      decodeIpfix(message);
    } else {
      sets.read(message, at + HEADER_9);
    }
    fields += domain.fields() - before;
    forgetSilent(domain);
  }

  private void decodeIpfix(Message message) {
    FlowDatagram whole = message.datagram();
    int length = BigEndian.u16(whole.bytes(), whole.offset() + 2);
    if (length < HEADER_IPFIX) {
      message.reject(RejectReason.MALFORMED, whole.offset(), "message claims " + length + " bytes");
      return;
    }
    if (length > whole.length()) {
      String detail = "message has %d of %d bytes".formatted(whole.length(), length);
      message.reject(RejectReason.TRUNCATED, whole.offset(), detail);
    }
    sets.read(message.cutTo(Math.min(length, whole.length())), whole.offset() + HEADER_IPFIX);
    if (length < whole.length()) {
      String detail = (whole.length() - length) + " bytes after the message";
      message.reject(RejectReason.MALFORMED, whole.offset() + length, detail);
    }
  }

  /** Template fields remembered, over all domains. */
  int fields() {
    return fields;
  }

  /** Domains remembered. */
  int domains() {
    return domains.size();
  }

  private Domain domain(DomainKey key) {
    return domains.computeIfAbsent(key, Domain::new);
  }

  private void forgetSilent(Domain current) {
    Iterator<Domain> silent = domains.values().iterator();
    while ((domains.size() > MAX_DOMAINS || fields > MAX_FIELDS) && silent.hasNext()) {
      Domain domain = silent.next();
      if (domain != current) {
        fields -= domain.fields();
        silent.remove();
      }
    }
  }

  /**
   * Whether bytes of unknown nature look like a flow datagram: version, lengths and first set agree
   * with one another.
   *
   * @param length bytes there are
   * @param wireLength bytes there were, more when the capture cut it
   */
  public static boolean isPlausible(byte[] bytes, int offset, int length, int wireLength) {
    if (length < 24) {
      return false;
    }
    int count = BigEndian.u16(bytes, offset + 2);
    return switch (BigEndian.u16(bytes, offset)) {
      case 5 -> count >= 1 && wireLength == Netflow5.HEADER + count * Netflow5.RECORD;
      case 9 -> count >= 1 && isPlausibleSet(bytes, offset + HEADER_9, wireLength - HEADER_9, 0);
      case 10 ->
          count == wireLength
              && isPlausibleSet(bytes, offset + HEADER_IPFIX, wireLength - HEADER_IPFIX, 2);
      default -> false;
    };
  }

  private static boolean isPlausibleSet(byte[] bytes, int set, int room, int templates) {
    int id = BigEndian.u16(bytes, set);
    int length = BigEndian.u16(bytes, set + 2);
    return length >= 4 && length <= room && (id >= 256 || id == templates || id == templates + 1);
  }
}
