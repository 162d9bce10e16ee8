// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an {@link Inspection}, its texts one by one. Fields are public because decoders and
 * column declarations write them directly.
 */
public final class InspectionBuilder {
  public @Nullable String subject;
  public @Nullable String issuer;
  public @Nullable Long notBeforeMicros;
  public @Nullable Long notAfterMicros;
  public @Nullable String fingerprint;
  public @Nullable String validation;
  public @Nullable String sshClient;
  public @Nullable String sshServer;
  public @Nullable String hassh;
  public @Nullable String hasshServer;
  public @Nullable Boolean sshAuthenticated;
  public @Nullable Integer sshAttempts;
  public List<Transfer> files = List.of();
  public List<Lease> leases = List.of();
  public List<Alert> alerts = List.of();
  public @Nullable Long alertCount;

  /** Forgets everything. */
  public void reset() {
    subject = null;
    issuer = null;
    notBeforeMicros = null;
    notAfterMicros = null;
    fingerprint = null;
    validation = null;
    sshClient = null;
    sshServer = null;
    hassh = null;
    hasshServer = null;
    sshAuthenticated = null;
    sshAttempts = null;
    files = List.of();
    leases = List.of();
    alerts = List.of();
    alertCount = null;
  }

  /** What was collected, null when that is nothing. */
  public @Nullable Inspection build() {
    Certificate certificate = certificate();
    Ssh ssh = ssh();
    if (certificate == null
        && ssh == null
        && files.isEmpty()
        && leases.isEmpty()
        && alerts.isEmpty()
        && alertCount == null) {
      return null;
    }
    return new Inspection(certificate, ssh, files, leases, alerts, alertCount);
  }

  /** The certificate, null when nothing is known of one. */
  public @Nullable Certificate certificate() {
    if (subject == null
        && issuer == null
        && notBeforeMicros == null
        && notAfterMicros == null
        && fingerprint == null
        && validation == null) {
      return null;
    }
    return new Certificate(
        subject, issuer, notBeforeMicros, notAfterMicros, fingerprint, validation);
  }

  /** The SSH handshake, null when nothing is known of one. */
  public @Nullable Ssh ssh() {
    if (sshClient == null
        && sshServer == null
        && hassh == null
        && hasshServer == null
        && sshAuthenticated == null
        && sshAttempts == null) {
      return null;
    }
    return new Ssh(sshClient, sshServer, hassh, hasshServer, sshAuthenticated, sshAttempts);
  }
}
