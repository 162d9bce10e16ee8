// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.json.JsonReader;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads EVE JSON of Suricata, an event a line. Events of flows, DNS and HTTP become rows; what
 * alerts and events of TLS, QUIC, SSH, files and DHCP tell goes to the row of their flow, and DNS
 * queries meet their answers. Other events have no table and are skipped.
 */
public final class EveDecoder implements Decoder {
  private final EveEvent event = new EveEvent();
  private final JsonReader<EveEvent> json = new JsonReader<>(EveShape.SHAPE, event);
  private final FlowEvents flows;
  private final DnsEvents dns = new DnsEvents();
  private final HttpEvents http = new HttpEvents();

  /** Reads one input. */
  public EveDecoder() {
    this(FlowEvents.MAX_WAITING_BYTES);
  }

  /** What is known of flows that have not ended takes up to {@code maxWaitingBytes}. */
  EveDecoder(long maxWaitingBytes) {
    flows = new FlowEvents(maxWaitingBytes);
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
    dns.finish(sink);
    flows.finish(sink);
  }

  /** Whether an input that starts with the line {@code first} is such a log. */
  public static boolean recognizes(String first) {
    return first.startsWith("{")
        && first.contains("\"event_type\":")
        && first.contains("\"timestamp\":");
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    event.reset();
    json.readLine(line);
    String type = event.type;
    if (type == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "event_type is not set");
    }
    switch (type) {
      case "flow" -> sink.accept(flows.flow(event, sink));
      case "netflow" -> sink.accept(flows.netflow(event));
      case "tls", "quic" -> flows.note(event, notes -> EveNotes.handshake(event, notes), sink);
      case "ssh" -> flows.note(event, notes -> EveNotes.ssh(event, notes), sink);
      case "fileinfo" -> flows.note(event, notes -> EveNotes.file(event, notes), sink);
      case "alert" -> flows.alert(event, sink);
      case "dhcp" -> dhcp(sink);
      case "dns" -> dns.take(event, sink);
      case "http" -> sink.accept(http.record(event));
      default -> sink.skip(SkipReason.OTHER_LINE, 1);
    }
  }

  private void dhcp(DecodeSink sink) throws BadValueException {
    if (event.notes.isLease()) {
      flows.note(event, event.notes::lease, sink);
    } else {
      sink.skip(SkipReason.OTHER_LINE, 1);
    }
  }
}
