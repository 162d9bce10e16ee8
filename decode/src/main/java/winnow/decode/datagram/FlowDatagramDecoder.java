// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.netflow.NetflowDecoder;
import winnow.decode.sflow.SflowDecoder;
import winnow.schema.IpAddress;

/**
 * Decodes flow datagrams of any protocol, told by their first bytes: NetFlow v1, v5, v7, v9, IPFIX
 * and sFlow v5, of any number of exporters. Remembers what exporters tell about themselves and
 * counts what comes from each; {@link #state} keeps that over a restart. One thread.
 */
public final class FlowDatagramDecoder {
  private static final int STATE_MAGIC = 0x574e4653;
  private static final int STATE_VERSION = 3;
  private static final long CHECK_MICROS = 10_000_000;
  private static final int CHECKSUM_BYTES = 4;

  private final ExporterSettings settings;
  private NetflowDecoder netflow;
  private SflowDecoder sflow;
  private long nextCheckMicros = Long.MIN_VALUE;

  /** A decoder that knows no exporter. */
  public FlowDatagramDecoder(ExporterSettings settings) {
    this.settings = settings;
    netflow = new NetflowDecoder(settings);
    sflow = new SflowDecoder(settings);
  }

  /** Hands the records of {@code datagram} to {@code sink}. */
  public void decode(FlowDatagram datagram, DecodeSink sink) {
    if (isSflow(datagram.bytes(), datagram.offset(), datagram.length())) {
      sflow.decode(datagram, sink);
    } else {
      netflow.decode(datagram, sink);
    }
    Long received = datagram.receivedTimeMicros();
    if (received != null && received >= nextCheckMicros) {
      expire(received, sink);
      nextCheckMicros = received + CHECK_MICROS;
    }
  }

  /** Versions of sFlow are 4 bytes; no NetFlow version is 0. */
  static boolean isSflow(byte[] bytes, int offset, int length) {
    return length >= 4 && BigEndian.u16(bytes, offset) == 0 && bytes[offset + 2] == 0;
  }

  /**
   * Rejects data that has waited for its template for too long. Happens by itself when datagrams
   * keep coming.
   *
   * @param nowMicros the time by the clock that stamps datagrams, microseconds since the epoch
   */
  public void expire(long nowMicros, DecodeSink sink) {
    netflow.giveUpBefore(nowMicros - settings.maxHeldTime().toMillis() * 1000, sink);
  }

  /**
   * Forgets what is known of a transport session, whose templates end with it, and rejects the data
   * that still waits for them.
   *
   * @param exporter address of the exporter
   * @param session as {@link FlowDatagram#session} numbers them
   */
  public void endSession(IpAddress exporter, int session, DecodeSink sink) {
    netflow.endSession(exporter, session, sink);
  }

  /** Rejects all data that still waits for its template: no more datagrams will come. */
  public void finish(DecodeSink sink) {
    netflow.finish(sink);
  }

  /** What has come from each domain that is remembered. */
  public List<DomainStatistics> statistics() {
    List<DomainStatistics> all = new ArrayList<>();
    netflow.statistics(all::add);
    sflow.statistics(all::add);
    return all;
  }

  /**
   * What is remembered of the exporters: templates, options, sequence numbers, counts, and the data
   * that waits for its template. Bytes for {@link #restore}.
   */
  public byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CRC32C checksum = new CRC32C();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(STATE_MAGIC);
      out.writeShort(STATE_VERSION);
      netflow.write(out);
      sflow.write(out);
      checksum.update(bytes.toByteArray());
      out.writeInt((int) checksum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Goes on from what {@link #state} returned, in place of what is remembered now. To be called
   * before the first datagram: data that waits here is lost.
   *
   * @return false when the bytes are damaged or of another version; then nothing changes
   */
  public boolean restore(byte[] state) {
    int length = state.length - CHECKSUM_BYTES;
    if (length < 6
        || BigEndian.i32(state, 0) != STATE_MAGIC
        || BigEndian.u16(state, 4) != STATE_VERSION
        || BigEndian.i32(state, length) != checksum(state, length)) {
      return false;
    }
    NetflowDecoder restoredNetflow = new NetflowDecoder(settings);
    SflowDecoder restoredSflow = new SflowDecoder(settings);
    byte[] content = Arrays.copyOfRange(state, 6, length);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      restoredNetflow.read(in);
      restoredSflow.read(in);
      if (in.available() > 0) {
        return false;
      }
    } catch (IOException e) {
      return false;
    }
    netflow = restoredNetflow;
    sflow = restoredSflow;
    return true;
  }

  private static int checksum(byte[] state, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(state, 0, length);
    return (int) checksum.getValue();
  }

  /**
   * Whether bytes of unknown nature look like a flow datagram: version, lengths and first set or
   * sample agree with one another.
   *
   * @param length bytes there are
   * @param wireLength bytes there were, more when the capture cut it
   */
  public static boolean isPlausible(byte[] bytes, int offset, int length, int wireLength) {
    return isSflow(bytes, offset, length)
        ? SflowDecoder.isPlausible(bytes, offset, length)
        : NetflowDecoder.isPlausible(bytes, offset, length, wireLength);
  }

  /** The protocol of bytes that look like a whole flow datagram; null when they do not. */
  public static @Nullable ExportProtocol protocolOf(byte[] bytes, int offset, int length) {
    if (length < 4 || !isPlausible(bytes, offset, length, length)) {
      return null;
    }
    return isSflow(bytes, offset, length)
        ? ExportProtocol.SFLOW
        : NetflowDecoder.protocol(BigEndian.u16(bytes, offset));
  }
}
