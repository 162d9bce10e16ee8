// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Transfer;

/**
 * A row of files.log: a file that moved. Those that are certificates of TLS are no files that
 * somebody moved; they lend their hash to the certificate.
 */
final class FilesRow extends ZeekRow.OfNotes {
  static final ZeekLog<FilesRow> LOG =
      log(
          "files",
          FilesRow::new,
          fields(),
          List.of(Set.of("fuid", "seen_bytes"), Set.of("fuid", "conn_uids")));

  private @Nullable String fileId;
  private @Nullable String source;
  private String name = "";
  private String mimeType = "";
  private @Nullable String sha256;
  private @Nullable String sha1;
  private @Nullable String md5;
  private @Nullable Long seenOctets;
  private @Nullable Long totalOctets;

  private static Map<String, ZeekField<FilesRow>> fields() {
    Map<String, ZeekField<FilesRow>> fields = new HashMap<>();
    fields.put("fuid", (r, v) -> r.fileId = ZeekNotes.whole(v));
    fields.put("uid", FilesRow::uid);
    fields.put("conn_uids", FilesRow::uids);
    fields.put("source", (r, v) -> r.source = ZeekNotes.whole(v));
    fields.put("mime_type", (r, v) -> r.mimeType = ZeekNotes.beginning(v));
    fields.put("filename", (r, v) -> r.name = ZeekNotes.beginning(v));
    fields.put("seen_bytes", (r, v) -> r.seenOctets = Numbers.parseCount(v.scalar()));
    fields.put("total_bytes", (r, v) -> r.totalOctets = Numbers.parseCount(v.scalar()));
    fields.put("md5", (r, v) -> r.md5 = ZeekNotes.whole(v));
    fields.put("sha1", (r, v) -> r.sha1 = ZeekNotes.whole(v));
    fields.put("sha256", (r, v) -> r.sha256 = ZeekNotes.whole(v));
    return fields;
  }

  @Override
  public void reset() {
    super.reset();
    fileId = null;
    source = null;
    name = "";
    mimeType = "";
    sha256 = null;
    sha1 = null;
    md5 = null;
    seenOctets = null;
    totalOctets = null;
  }

  @Override
  void tell(ZeekNotes notes) throws BadValueException {
    if (fileId == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "fuid is not set");
    }
    if (isCertificate()) {
      String fingerprint = sha256 == null ? sha1 : sha256;
      notes.certificate(fileId, new Certificate(null, null, null, null, fingerprint, null));
      return;
    }
    String hash = sha256 == null ? sha1 == null ? md5 : sha1 : sha256;
    Long octets = totalOctets == null ? seenOctets : totalOctets;
    Transfer file =
        new Transfer(name, mimeType, hash == null ? "" : hash, octets == null ? -1 : octets);
    notes.tell(uids(), connection -> connection.file(file));
  }

  private boolean isCertificate() {
    return "SSL".equals(source)
        && (mimeType.startsWith("application/x-x509-") || mimeType.equals("application/pkix-cert"));
  }
}
