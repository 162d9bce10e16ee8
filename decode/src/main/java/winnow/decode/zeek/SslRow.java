// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryKind;

/**
 * A row of ssl.log: what the handshake of a connection showed, as a flow without counters. It is no
 * row of its own: see {@link ZeekHandshakes}.
 */
final class SslRow implements ZeekRow {
  static final ZeekLog<SslRow> LOG =
      new ZeekLog<>(
          "ssl",
          TelemetryKind.FLOW,
          SslRow::new,
          fields(),
          List.of(Set.of("id.orig_h", "cipher", "server_name"), Set.of("id.orig_h", "ja3")),
          Set.of());

  private static final int MAX_CHARS = 1024;

  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();

  private static Map<String, ZeekField<SslRow>> fields() {
    Map<String, ZeekField<SslRow>> fields = new HashMap<>();
    fields.put("uid", (r, v) -> r.flow.uid = text(v));
    fields.put("id.orig_h", (r, v) -> r.flow.sourceAddress = r.addresses.parse(v.scalar()));
    fields.put("id.resp_h", (r, v) -> r.flow.destinationAddress = r.addresses.parse(v.scalar()));
    fields.put("version", (r, v) -> r.flow.tlsVersion = text(v));
    fields.put("server_name", (r, v) -> r.flow.serverName = text(v));
    fields.put("next_protocol", (r, v) -> r.flow.alpn = text(v));
    fields.put("ja3", (r, v) -> r.flow.ja3 = text(v));
    fields.put("ja3s", (r, v) -> r.flow.ja3s = text(v));
    fields.put("ja4", (r, v) -> r.flow.ja4 = text(v));
    fields.put("ja4s", (r, v) -> r.flow.ja4s = text(v));
    return Map.copyOf(fields);
  }

  /** Texts wait for their connection, so each has a bound. */
  private static String text(ZeekValue value) throws BadValueException {
    String text = value.text();
    if (text.length() > MAX_CHARS) {
      throw BadValueException.notA("up to " + MAX_CHARS + " long", text, RejectReason.MALFORMED);
    }
    return text;
  }

  @Override
  public void reset() {
    flow.reset();
  }

  @Override
  public FlowRecord end() throws BadValueException {
    if (flow.uid == null || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "uid, id.orig_h or id.resp_h is not set");
    }
    return flow.build();
  }
}
