// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/**
 * A datagram whose header has been read.
 *
 * @param datagram its bytes
 * @param sink where its records go
 * @param version 5, 9 or 10 (IPFIX)
 * @param domain what is known of the exporter's observation domain
 * @param exportMicros when it was exported, microseconds since the epoch
 * @param uptimeMillis system uptime at export, milliseconds modulo 2^32; 0 in IPFIX
 */
record Message(
    FlowDatagram datagram,
    DecodeSink sink,
    int version,
    Domain domain,
    long exportMicros,
    int uptimeMillis) {

  byte[] bytes() {
    return datagram.bytes();
  }

  /** First index in {@link #bytes} after the datagram. */
  int end() {
    return datagram.offset() + datagram.length();
  }

  /** The same message without what comes after its first {@code length} bytes. */
  Message cutTo(int length) {
    FlowDatagram cut =
        new FlowDatagram(
            datagram.exporter(),
            datagram.bytes(),
            datagram.offset(),
            length,
            datagram.inputOffset(),
            datagram.receivedTimeMicros());
    return new Message(cut, sink, version, domain, exportMicros, uptimeMillis);
  }

  /** Rejects what starts at index {@code at} of {@link #bytes}. */
  void reject(RejectReason reason, int at, String detail) {
    reject(sink, datagram, reason, at, label(version) + " " + detail);
  }

  static void reject(
      DecodeSink sink, FlowDatagram datagram, RejectReason reason, int at, String detail) {
    long offset = datagram.inputOffset() + at - datagram.offset();
    String from = datagram.exporter() == null ? "" : " from " + datagram.exporter();
    sink.reject(new Rejection(reason, offset, detail + from));
  }

  private static String label(int version) {
    return version == 10 ? "IPFIX" : "NetFlow v" + version;
  }
}
