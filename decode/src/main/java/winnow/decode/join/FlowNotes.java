// SPDX-License-Identifier: Apache-2.0
package winnow.decode.join;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.schema.FlowRecord;
import winnow.schema.Tls;
import winnow.schema.inspection.Alert;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Inspection;
import winnow.schema.inspection.Lease;
import winnow.schema.inspection.Ssh;
import winnow.schema.inspection.Transfer;

/** What other logs or events tell about a flow, until its record comes. */
public final class FlowNotes {
  /** How many files of a flow are kept: the first. */
  public static final int MAX_FILES = 64;

  /** How many leases of a flow are kept: the first. */
  public static final int MAX_LEASES = 64;

  /** How many signatures of a flow are kept: the first. */
  public static final int MAX_ALERTS = 16;

  private static final int BYTES_ALONE = 300;
  private static final int BYTES_PER_PART = 96;
  private static final int BYTES_PER_TEXT = 48;

  private final List<Transfer> files = new ArrayList<>(0);
  private final List<Lease> leases = new ArrayList<>(0);
  private final List<Alert> alerts = new ArrayList<>(0);
  private @Nullable Tls tls;
  private @Nullable Certificate certificate;
  private @Nullable String certificateId;
  private @Nullable Ssh ssh;
  private @Nullable FlowRecord stand;
  private long alertCount;
  private long rows;
  private long dropped;
  private long bytes = BYTES_ALONE;

  FlowNotes() {}

  /** Counts a row or event that told something. */
  public void row() {
    rows++;
  }

  /** A handshake; what an earlier one told and this one does not still holds. */
  public void tls(Tls told) {
    Tls known = tls == null ? told : tls;
    tls =
        new Tls(
            either(told.serverName(), known.serverName()),
            either(told.alpn(), known.alpn()),
            either(told.version(), known.version()),
            either(told.ja3(), known.ja3()),
            either(told.ja3s(), known.ja3s()),
            either(told.ja4(), known.ja4()),
            either(told.ja4s(), known.ja4s()));
    weigh(told.serverName(), told.alpn(), told.ja3(), told.ja3s(), told.ja4(), told.ja4s());
  }

  /** The server's certificate, of which more may be told. */
  public void certificate(Certificate told) {
    certificate = certificate == null ? told : told.and(certificate);
    weigh(told.subject(), told.issuer(), told.fingerprint(), told.validation());
  }

  /** By what the server's certificate is known elsewhere. */
  public void certificateId(String id) {
    certificateId = id;
    weigh(id);
  }

  /** By what the server's certificate is known elsewhere; null when nobody says. */
  public @Nullable String certificateId() {
    return certificateId;
  }

  /** An SSH handshake; what an earlier one told and this one does not still holds. */
  public void ssh(Ssh told) {
    Ssh known = ssh == null ? told : ssh;
    ssh =
        new Ssh(
            either(told.client(), known.client()),
            either(told.server(), known.server()),
            either(told.hassh(), known.hassh()),
            either(told.hasshServer(), known.hasshServer()),
            either(told.authenticated(), known.authenticated()),
            either(told.attempts(), known.attempts()));
    weigh(told.client(), told.server(), told.hassh(), told.hasshServer());
  }

  /** A file. */
  public void file(Transfer told) {
    if (isRoom(files, MAX_FILES)) {
      files.add(told);
      weigh(told.name(), told.mimeType(), told.hash());
    }
  }

  /** A lease. */
  public void lease(Lease told) {
    if (!leases.contains(told) && isRoom(leases, MAX_LEASES)) {
      leases.add(told);
      weigh(told.address(), told.mac(), told.hostName());
    }
  }

  /** An alert; of those with the same signature the first is kept, and all are counted. */
  public void alert(Alert told) {
    alertCount++;
    boolean known = alerts.stream().anyMatch(it -> it.signatureId() == told.signatureId());
    if (!known && isRoom(alerts, MAX_ALERTS)) {
      alerts.add(told);
      weigh(told.signature(), told.category(), told.action());
    }
  }

  /** The flow as far as it is known, should its record not come; the first such one is kept. */
  public void standIn(FlowRecord flow) {
    if (stand == null) {
      stand = flow;
      bytes += 4 * BYTES_ALONE;
    }
  }

  /** The flow with these notes, should its record not come; null when it is not known enough. */
  public @Nullable FlowRecord standIn() {
    return stand == null ? null : onto(stand);
  }

  /** {@code flow} with these notes. */
  public FlowRecord onto(FlowRecord flow) {
    boolean found =
        certificate != null
            || ssh != null
            || !files.isEmpty()
            || !leases.isEmpty()
            || alertCount > 0;
    Long count = alertCount == 0 ? null : Long.valueOf(alertCount);
    return flow.with(
        flow.tls() == null ? tls : flow.tls(),
        found ? new Inspection(certificate, ssh, files, leases, alerts, count) : null);
  }

  /** Tells {@code sink} what became of the rows, all but {@code accepted} of them. */
  public void count(SkipReason reason, long accepted, DecodeSink sink) {
    if (rows - dropped > accepted) {
      sink.skip(reason, rows - dropped - accepted);
    }
    if (dropped > 0) {
      sink.skip(SkipReason.NO_ROOM, dropped);
    }
  }

  /** About how many bytes they take. */
  long bytes() {
    return bytes;
  }

  private boolean isRoom(List<?> list, int max) {
    dropped += list.size() == max ? 1 : 0;
    return list.size() < max;
  }

  private void weigh(@Nullable String... texts) {
    bytes += BYTES_PER_PART;
    for (String text : texts) {
      bytes += text == null ? 0 : BYTES_PER_TEXT + 2L * text.length();
    }
  }

  private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
