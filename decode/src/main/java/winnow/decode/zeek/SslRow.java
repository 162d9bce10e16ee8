// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowBuilder;
import winnow.schema.Tls;
import winnow.schema.inspection.Certificate;

/**
 * A row of ssl.log: what the handshake of a connection showed. Certificates are in x509.log: by the
 * ids of their files (`cert_chain_fuids`), or since Zeek 5 by fingerprint (`cert_chain_fps`).
 */
final class SslRow extends ZeekRow.OfNotes {
  static final ZeekLog<SslRow> LOG =
      log(
          "ssl",
          SslRow::new,
          fields(),
          List.of(Set.of("id.orig_h", "cipher", "server_name"), Set.of("id.orig_h", "ja3")));

  private final FlowBuilder flow = new FlowBuilder();
  private @Nullable String certificateId;

  private static Map<String, ZeekField<SslRow>> fields() {
    Map<String, ZeekField<SslRow>> fields = new HashMap<>();
    fields.put("uid", SslRow::uid);
    fields.put("version", (r, v) -> r.flow.tlsVersion = ZeekNotes.whole(v));
    fields.put("server_name", (r, v) -> r.flow.serverName = ZeekNotes.whole(v));
    fields.put("next_protocol", (r, v) -> r.flow.alpn = ZeekNotes.whole(v));
    fields.put("ja3", (r, v) -> r.flow.ja3 = ZeekNotes.whole(v));
    fields.put("ja3s", (r, v) -> r.flow.ja3s = ZeekNotes.whole(v));
    fields.put("ja4", (r, v) -> r.flow.ja4 = ZeekNotes.whole(v));
    fields.put("ja4s", (r, v) -> r.flow.ja4s = ZeekNotes.whole(v));
    fields.put("subject", (r, v) -> r.flow.inspection.subject = ZeekNotes.whole(v));
    fields.put("issuer", (r, v) -> r.flow.inspection.issuer = ZeekNotes.whole(v));
    fields.put("validation_status", (r, v) -> r.flow.inspection.validation = ZeekNotes.whole(v));
    fields.put("cert_chain_fuids", SslRow::chain);
    fields.put("cert_chain_fps", SslRow::chain);
    return fields;
  }

  /** The first certificate of the chain is the server's. */
  private void chain(ZeekValue value) throws BadValueException {
    String first = value.first();
    certificateId = first == null ? certificateId : ZeekNotes.whole(first);
  }

  @Override
  public void reset() {
    super.reset();
    flow.reset();
    certificateId = null;
  }

  @Override
  void tell(ZeekNotes notes) throws BadValueException {
    Tls tls = flow.tls();
    Certificate certificate = flow.inspection.certificate();
    String id = certificateId;
    notes.tell(
        knownUids(),
        connection -> {
          if (tls != null) {
            connection.tls(tls);
          }
          if (certificate != null) {
            connection.certificate(certificate);
          }
          if (id != null) {
            connection.certificateId(id);
          }
        });
  }
}
