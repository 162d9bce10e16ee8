// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.List;
import java.util.function.Consumer;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.join.Certificates;
import winnow.decode.join.FlowNotes;
import winnow.decode.join.WaitingNotes;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.inspection.Certificate;

/**
 * What rows of other logs tell about connections, until the rows of the connections come. It takes
 * at most {@link #MAX_WAITING_BYTES} for connections and {@link #MAX_CERTIFICATE_BYTES} for
 * certificates; beyond it the eldest gives way.
 */
final class ZeekNotes {
  /** How much may wait for connections, bytes. */
  static final long MAX_WAITING_BYTES = 64L << 20;

  /** How much certificates may take, bytes. */
  static final long MAX_CERTIFICATE_BYTES = 16L << 20;

  private static final int MAX_CONNECTIONS = 8;
  private static final int MAX_CHARS = 1024;

  private final WaitingNotes waiting;
  private final Certificates certificates = new Certificates(MAX_CERTIFICATE_BYTES);
  private final DecodeSink counts;

  /**
   * Nothing is known yet.
   *
   * @param maxWaitingBytes how much may wait for connections
   * @param counts is told what becomes of the rows
   */
  ZeekNotes(long maxWaitingBytes, DecodeSink counts) {
    waiting = new WaitingNotes(maxWaitingBytes);
    this.counts = counts;
  }

  /** Keeps what a row tells about the connections {@code uids}, counted with the first of them. */
  void tell(List<String> uids, Consumer<FlowNotes> teller) throws BadValueException {
    if (uids.isEmpty()) {
      counts.skip(SkipReason.OTHER_LINE, 1);
    }
    for (int i = 0; i < Math.min(uids.size(), MAX_CONNECTIONS); i++) {
      boolean first = i == 0;
      waiting.tell(
          whole(uids.get(i)),
          notes -> {
            if (first) {
              notes.row();
            }
            teller.accept(notes);
          },
          lost -> lost.count(SkipReason.NO_ROOM, 0, counts));
    }
  }

  /** Keeps the certificate {@code id}. */
  void certificate(String id, Certificate certificate) {
    certificates.put(id, certificate, counts);
  }

  /** About how many bytes wait for connections. */
  long waitingBytes() {
    return waiting.bytes();
  }

  /** {@code record}, with what is known of it when it is a connection. */
  TelemetryRecord join(TelemetryRecord record) {
    if (!(record instanceof FlowRecord flow) || flow.session().uid() == null) {
      return record;
    }
    FlowNotes notes = waiting.take(flow.session().uid());
    if (notes == null) {
      return record;
    }
    Certificate certificate = certificates.get(notes.certificateId());
    if (certificate != null) {
      notes.certificate(certificate);
    }
    notes.count(SkipReason.JOINED, 0, counts);
    return notes.onto(flow);
  }

  /** Counts what did not find its connection. */
  void finish() {
    waiting.drain(rest -> rest.count(SkipReason.OTHER_LINE, 0, counts));
    certificates.finish(counts);
  }

  /** The text of {@code value}, which is to be kept and must not be longer than a bound. */
  static String whole(ZeekValue value) throws BadValueException {
    return whole(value.text());
  }

  /** {@code text}, which must not be longer than that bound. */
  static String whole(String text) throws BadValueException {
    if (text.length() > MAX_CHARS) {
      throw BadValueException.notA("up to " + MAX_CHARS + " long", text, RejectReason.MALFORMED);
    }
    return text;
  }

  /** The beginning of the text of {@code value}, up to that bound. */
  static String beginning(ZeekValue value) {
    String text = value.text();
    return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
  }
}
