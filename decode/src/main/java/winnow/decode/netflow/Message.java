// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.FlowDatagram;

/**
 * A datagram whose header has been read.
 *
 * @param datagram its bytes
 * @param sink where its records go
 * @param domain what is known of the exporter's observation domain
 * @param exportMicros when it was exported, microseconds since the epoch
 * @param uptimeMillis system uptime at export, milliseconds modulo 2^32; 0 in IPFIX
 */
record Message(
    FlowDatagram datagram, DecodeSink sink, Domain domain, long exportMicros, int uptimeMillis) {

  byte[] bytes() {
    return datagram.bytes();
  }

  boolean isIpfix() {
    return domain.key().protocol() == ExportProtocol.IPFIX;
  }

  /** First index in {@link #bytes} after the datagram. */
  int end() {
    return datagram.offset() + datagram.length();
  }

  /** The part of the datagram from {@code from} to {@code to}, indexes in {@link #bytes}. */
  FlowDatagram part(int from, int to) {
    return new FlowDatagram(
        datagram.exporter(),
        datagram.bytes(),
        from,
        to - from,
        datagram.inputOffset() + from - datagram.offset(),
        datagram.receivedTimeMicros(),
        datagram.session());
  }

  /** The same message without what comes after its first {@code length} bytes. */
  Message cutTo(int length) {
    FlowDatagram cut = part(datagram.offset(), datagram.offset() + length);
    return new Message(cut, sink, domain, exportMicros, uptimeMillis);
  }

  /** Rejects what starts at index {@code at} of {@link #bytes}. */
  void reject(RejectReason reason, int at, String detail) {
    reject(sink, datagram, reason, at, domain.key().protocol().label() + " " + detail);
  }

  static void reject(
      DecodeSink sink, FlowDatagram datagram, RejectReason reason, int at, String detail) {
    long offset = datagram.inputOffset() + at - datagram.offset();
    String from = datagram.exporter() == null ? "" : " from " + datagram.exporter();
    sink.reject(new Rejection(reason, offset, detail + from));
  }
}
