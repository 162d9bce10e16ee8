// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.IpAddress;

/**
 * Decodes NetFlow v1, v5, v7, v9 and IPFIX datagrams of any number of exporters. Remembers
 * templates, sampling and application names of each exporter's observation domains, within bounds:
 * when {@link #MAX_FIELDS} template fields or {@link #MAX_DOMAINS} domains are held, the domain
 * that has been silent longest is forgotten. Data that comes before its template waits for it. One
 * thread.
 */
public final class NetflowDecoder {
  /** Most observation domains remembered. */
  public static final int MAX_DOMAINS = 16 * 1024;

  /**
   * Most template fields remembered, over all domains, about 32 bytes each. A template counts as
   * eight more, a sampler as two, the name of an application, of which 128 characters are kept, as
   * three and one for every 16 characters.
   */
  public static final int MAX_FIELDS = 1024 * 1024;

  static final int HEADER_9 = 20;
  static final int HEADER_IPFIX = 16;

  private final ExporterSettings settings;
  private final Map<ExportDomain, Domain> domains = new LinkedHashMap<>(16, 0.75f, true);
  private final HeldSets held;
  private final SetReader sets;
  private int fields;

  /** A decoder that knows no exporter. */
  public NetflowDecoder(ExporterSettings settings) {
    this.settings = settings;
    held = new HeldSets(settings.maxHeldBytes());
    sets = new SetReader(held);
  }

  /** Hands the records of {@code datagram} to {@code sink}. */
  public void decode(FlowDatagram datagram, DecodeSink sink) {
    int version = datagram.length() < 2 ? 0 : BigEndian.u16(datagram.bytes(), datagram.offset());
    ExportProtocol protocol = protocol(version);
    if (protocol == null) {
      String detail = "flow datagram of %d bytes has version %d, not 1, 5, 7, 9 or 10";
      String text = detail.formatted(datagram.length(), version);
      Message.reject(sink, datagram, RejectReason.UNSUPPORTED, datagram.offset(), text);
      return;
    }
    FixedRecords layout = FixedRecords.ofVersion(version);
    int header = layout != null ? layout.headerLength() : version == 9 ? HEADER_9 : HEADER_IPFIX;
    if (datagram.length() < header) {
      String detail = "header of a version %d flow datagram has %d of %d bytes";
      String text = detail.formatted(version, datagram.length(), header);
      Message.reject(sink, datagram, RejectReason.TRUNCATED, datagram.offset(), text);
    } else if (layout != null) {
      decodeFixed(datagram, sink, protocol, layout);
    } else {
      decodeSets(datagram, sink, protocol);
    }
  }

  /** The protocol whose messages begin with {@code version}; null when none of these does. */
  public static @Nullable ExportProtocol protocol(int version) {
    return switch (version) {
      case 1 -> ExportProtocol.NETFLOW_1;
      case 5 -> ExportProtocol.NETFLOW_5;
      case 7 -> ExportProtocol.NETFLOW_7;
      case 9 -> ExportProtocol.NETFLOW_9;
      case 10 -> ExportProtocol.IPFIX;
      default -> null;
    };
  }

  private void decodeFixed(
      FlowDatagram datagram, DecodeSink sink, ExportProtocol protocol, FixedRecords layout) {
    byte[] bytes = datagram.bytes();
    int at = datagram.offset();
    long engine = layout.engine(bytes, at);
    Domain domain = domain(new ExportDomain(datagram.exporter(), protocol, engine));
    long micros = FixedRecords.exportMicros(bytes, at);
    int sequence = layout.sequence(bytes, at);
    if (domain.monitor().admits(datagram, sequence, micros, sink)) {
      if (layout != FixedRecords.VERSION_1) {
        domain.monitor().sequence().arrived(sequence, micros);
        domain.monitor().sequence().passed(BigEndian.u16(bytes, at + 2));
      }
      layout.decode(new Message(datagram, sink, domain, micros, BigEndian.i32(bytes, at + 4)));
    }
    forgetSilent(domain, sink);
  }

  private void decodeSets(FlowDatagram datagram, DecodeSink sink, ExportProtocol protocol) {
    byte[] bytes = datagram.bytes();
    int at = datagram.offset();
    boolean ipfix = protocol == ExportProtocol.IPFIX;
    long number = BigEndian.u32(bytes, at + (ipfix ? 12 : 16));
    int session = ipfix ? datagram.session() : 0;
    Domain domain = domain(new ExportDomain(datagram.exporter(), protocol, number, session));
    long micros = BigEndian.u32(bytes, at + (ipfix ? 4 : 8)) * 1_000_000;
    int uptime = ipfix ? 0 : BigEndian.i32(bytes, at + 4);
    int sequence = BigEndian.i32(bytes, at + (ipfix ? 8 : 12));
    if (!domain.monitor().admits(datagram, sequence, micros, sink)) {
      return;
    }
    domain.monitor().sequence().arrived(sequence, micros);
    int before = domain.fields();
    Message message = new Message(datagram, sink, domain, micros, uptime);
    if (ipfix) {
      decodeIpfix(message);
    } else {
      sets.read(message, at + HEADER_9);
      domain.monitor().sequence().passed(1);
    }
    fields += domain.fields() - before;
    forgetSilent(domain, sink);
  }

  private void decodeIpfix(Message message) {
    FlowDatagram whole = message.datagram();
    int length = BigEndian.u16(whole.bytes(), whole.offset() + 2);
    if (length < HEADER_IPFIX) {
      message.reject(RejectReason.MALFORMED, whole.offset(), "message claims " + length + " bytes");
      message.domain().monitor().sequence().passedUncounted();
      return;
    }
    if (length > whole.length()) {
      String detail = "message has %d of %d bytes".formatted(whole.length(), length);
      message.reject(RejectReason.TRUNCATED, whole.offset(), detail);
    }
    sets.read(message.cutTo(Math.min(length, whole.length())), whole.offset() + HEADER_IPFIX);
    if (sets.records() < 0 || length > whole.length()) {
      message.domain().monitor().sequence().passedUncounted();
    } else {
      message.domain().monitor().sequence().passed(sets.records(), sets.options());
    }
    if (length < whole.length()) {
      String detail = (whole.length() - length) + " bytes after the message";
      message.reject(RejectReason.MALFORMED, whole.offset() + length, detail);
    }
  }

  /** Rejects the data received before {@code micros} whose template has not come. */
  public void giveUpBefore(long micros, DecodeSink sink) {
    held.releaseOlderThan(micros, (domain, set) -> reject(domain, set, sink));
  }

  /** Rejects all data whose template has not come. */
  public void finish(DecodeSink sink) {
    held.releaseOlderThan(Long.MAX_VALUE, (domain, set) -> reject(domain, set, sink));
  }

  /**
   * Forgets the domains of a transport session that begins or has ended (RFC 7011 section 8.1), and
   * rejects the data that waits for their templates.
   */
  public void endSession(IpAddress exporter, int session, DecodeSink sink) {
    for (Iterator<Domain> all = domains.values().iterator(); all.hasNext(); ) {
      Domain domain = all.next();
      if (domain.key().session() == session && exporter.equals(domain.key().exporter())) {
        forget(all, domain, sink);
      }
    }
  }

  private static void reject(Domain domain, HeldSets.HeldSet set, DecodeSink sink) {
    Message message = new Message(set.set(), sink, domain, set.exportMicros(), set.uptimeMillis());
    SetReader.rejectWithoutTemplate(message, set.template(), 0, set.set().length());
  }

  /** Hands over what has come from each domain that is remembered. */
  public void statistics(Consumer<DomainStatistics> taker) {
    domains.values().forEach(domain -> taker.accept(domain.statistics(held.waiting(domain))));
  }

  /** Template fields remembered, over all domains. */
  int fields() {
    return fields;
  }

  /** Domains remembered. */
  int domains() {
    return domains.size();
  }

  /** Bytes of data that wait for their template. */
  int heldBytes() {
    return held.bytes();
  }

  private Domain domain(ExportDomain key) {
    return domains.computeIfAbsent(
        key, k -> new Domain(k, settings.sampling().apply(k.exporter())));
  }

  private void forgetSilent(Domain current, DecodeSink sink) {
    Iterator<Domain> silent = domains.values().iterator();
    while ((domains.size() > MAX_DOMAINS || fields > MAX_FIELDS) && silent.hasNext()) {
      Domain domain = silent.next();
      if (domain != current) {
        forget(silent, domain, sink);
      }
    }
  }

  private void forget(Iterator<Domain> at, Domain domain, DecodeSink sink) {
    fields -= domain.fields();
    at.remove();
    held.releaseAll(domain, set -> reject(domain, set, sink));
  }

  /** Writes what {@link #read} reads: all that is remembered, and the data that waits. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(domains.size());
    for (Map.Entry<ExportDomain, Domain> entry : domains.entrySet()) {
      entry.getKey().write(out);
      entry.getValue().write(out);
      held.write(entry.getValue(), out);
    }
  }

  /**
   * Remembers what another decoder has written, in place of what this one knew.
   *
   * @throws IOException when the bytes are not that; then nothing is remembered
   */
  public void read(DataInput in) throws IOException {
    domains.clear();
    fields = 0;
    for (int left = in.readInt(); left > 0; left--) {
      ExportDomain key = ExportDomain.read(in);
      Domain domain = new Domain(key, settings.sampling().apply(key.exporter()));
      domain.read(in);
      held.read(domain, key.exporter(), in);
      if (domains.size() < MAX_DOMAINS && fields + domain.fields() <= MAX_FIELDS) {
        Domain before = domains.put(key, domain);
        fields += domain.fields() - (before == null ? 0 : before.fields());
      } else {
        held.releaseAll(domain, set -> {});
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
    int version = BigEndian.u16(bytes, offset);
    int count = BigEndian.u16(bytes, offset + 2);
    FixedRecords layout = FixedRecords.ofVersion(version);
    if (layout != null) {
      return count >= 1 && wireLength == layout.length(count);
    }
    return switch (version) {
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
