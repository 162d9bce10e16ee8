// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * Who numbers its datagrams and templates on its own: the scope of template ids and of sequence
 * numbers.
 *
 * @param exporter address that the datagrams came from, of an sFlow agent the one that it gives
 *     itself; null when not known
 * @param protocol protocol
 * @param number observation domain id of IPFIX, source id of NetFlow v9, engine type and id of
 *     NetFlow v5, sub-agent id of sFlow, else 0
 * @param session transport session, as {@link FlowDatagram#session} numbers them, since the
 *     templates of IPFIX belong to one (RFC 7011 section 8); 0 for all other protocols
 */
public record ExportDomain(
    @Nullable IpAddress exporter, ExportProtocol protocol, long number, int session) {
  private static final ExportProtocol[] PROTOCOLS = ExportProtocol.values();

  /** A domain whose numbering is the same in all transport sessions. */
  public ExportDomain(@Nullable IpAddress exporter, ExportProtocol protocol, long number) {
    this(exporter, protocol, number, 0);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(exporter != null);
    out.writeLong(exporter == null ? 0 : exporter.high());
    out.writeLong(exporter == null ? 0 : exporter.low());
    out.writeByte(protocol.ordinal());
    out.writeLong(number);
    out.writeInt(session);
  }

  /**
   * The domain that was written.
   *
   * @throws IOException when the protocol is none
   */
  public static ExportDomain read(DataInput in) throws IOException {
    boolean known = in.readBoolean();
    IpAddress address = new IpAddress(in.readLong(), in.readLong());
    int protocol = in.readUnsignedByte();
    if (protocol >= PROTOCOLS.length) {
      throw new IOException("state names protocol " + protocol);
    }
    return new ExportDomain(
        known ? address : null, PROTOCOLS[protocol], in.readLong(), in.readInt());
  }
}
