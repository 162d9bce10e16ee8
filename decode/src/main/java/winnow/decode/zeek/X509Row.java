// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.join.Validity;
import winnow.decode.text.BadValueException;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.InspectionBuilder;

/** A row of x509.log: a certificate, by the id of its file, or since Zeek 5 by its fingerprint. */
final class X509Row extends ZeekRow.OfNotes {
  static final ZeekLog<X509Row> LOG =
      log(
          "x509",
          X509Row::new,
          fields(),
          List.of(Set.of("certificate.subject", "certificate.issuer")));

  private final InspectionBuilder certificate = new InspectionBuilder();
  private @Nullable String id;

  private static Map<String, ZeekField<X509Row>> fields() {
    Map<String, ZeekField<X509Row>> fields = new HashMap<>();
    fields.put("id", (r, v) -> r.id = ZeekNotes.whole(v));
    fields.put("fingerprint", X509Row::fingerprint);
    fields.put("certificate.subject", (r, v) -> r.certificate.subject = ZeekNotes.whole(v));
    fields.put("certificate.issuer", (r, v) -> r.certificate.issuer = ZeekNotes.whole(v));
    fields.put(
        "certificate.not_valid_before",
        (r, v) -> r.certificate.notBeforeMicros = Validity.micros(v.scalar()));
    fields.put(
        "certificate.not_valid_after",
        (r, v) -> r.certificate.notAfterMicros = Validity.micros(v.scalar()));
    return fields;
  }

  private void fingerprint(ZeekValue value) throws BadValueException {
    id = ZeekNotes.whole(value);
    certificate.fingerprint = id;
  }

  @Override
  public void reset() {
    super.reset();
    certificate.reset();
    id = null;
  }

  @Override
  void tell(ZeekNotes notes) throws BadValueException {
    Certificate told = certificate.certificate();
    if (id == null || told == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "id or fingerprint is not set");
    }
    notes.certificate(id, told);
  }
}
