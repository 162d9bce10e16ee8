// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.inspection.Alert;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Inspection;
import winnow.schema.inspection.Lease;
import winnow.schema.inspection.Ssh;
import winnow.schema.inspection.Transfer;

/** The columns of table {@code flow} that tell what was found in a conversation. */
final class InspectionColumns {
  static final int FIRST_ID = 90;
  static final int LAST_ID = 135;

  private InspectionColumns() {}

  static List<Column<FlowRecord, FlowBuilder>> certificate() {
    return List.of(
        column(90, "cert_subject", "Subject of the server's certificate.")
            .zeek("certificate.subject")
            .ecs("tls.server.x509.subject.distinguished_name")
            .ocsf("tls.certificate.subject")
            .texts(certificate(Certificate::subject), (b, v) -> b.inspection.subject = v),
        column(91, "cert_issuer", "Its issuer, which is the subject where it is self-signed.")
            .zeek("certificate.issuer")
            .ecs("tls.server.x509.issuer.distinguished_name")
            .ocsf("tls.certificate.issuer")
            .texts(certificate(Certificate::issuer), (b, v) -> b.inspection.issuer = v),
        column(92, "cert_not_before", "Start of its validity, UTC.")
            .zeek("certificate.not_valid_before")
            .ecs("tls.server.not_before")
            .ocsf("tls.certificate.created_time")
            .optionalTimestamp(
                certificate(Certificate::notBeforeMicros),
                (b, v) -> b.inspection.notBeforeMicros = v),
        column(93, "cert_not_after", "End of its validity, UTC.")
            .zeek("certificate.not_valid_after")
            .ecs("tls.server.not_after")
            .ocsf("tls.certificate.expiration_time")
            .optionalTimestamp(
                certificate(Certificate::notAfterMicros),
                (b, v) -> b.inspection.notAfterMicros = v),
        column(94, "cert_fingerprint", "Its SHA-256, else its SHA-1.")
            .zeek("fingerprint")
            .texts(certificate(Certificate::fingerprint), (b, v) -> b.inspection.fingerprint = v),
        column(95, "cert_validation", "What the sensor's check of its chain said.")
            .zeek("validation_status")
            .texts(certificate(Certificate::validation), (b, v) -> b.inspection.validation = v));
  }

  static List<Column<FlowRecord, FlowBuilder>> ssh() {
    return List.of(
        column(100, "ssh_client", "Software of the SSH client.")
            .zeek("client")
            .texts(ssh(Ssh::client), (b, v) -> b.inspection.sshClient = v),
        column(101, "ssh_server", "Software of the SSH server.")
            .zeek("server")
            .texts(ssh(Ssh::server), (b, v) -> b.inspection.sshServer = v),
        column(102, "hassh", "HASSH fingerprint of the SSH client.")
            .zeek("hassh")
            .texts(ssh(Ssh::hassh), (b, v) -> b.inspection.hassh = v),
        column(103, "hassh_server", "HASSH fingerprint of the SSH server.")
            .zeek("hasshServer")
            .texts(ssh(Ssh::hasshServer), (b, v) -> b.inspection.hasshServer = v),
        column(104, "ssh_authenticated", "Whether somebody logged in over SSH.")
            .zeek("auth_success")
            .optionalBooleans(ssh(Ssh::authenticated), (b, v) -> b.inspection.sshAuthenticated = v),
        column(105, "ssh_attempts", "How often somebody tried to log in over SSH.")
            .zeek("auth_attempts")
            .optionalInts(ssh(Ssh::attempts), (b, v) -> b.inspection.sshAttempts = v));
  }

  static List<Column<FlowRecord, FlowBuilder>> files() {
    return List.of(
        column(110, "file_names", "Names of the files that moved, empty when not known.")
            .zeek("filename")
            .ecs("file.name")
            .textLists(
                files(Transfer::name),
                file((f, v) -> new Transfer(v, f.mimeType(), f.hash(), f.octets()))),
        column(111, "file_mime_types", "Media types of the files, empty when not known.")
            .zeek("mime_type")
            .ecs("file.mime_type")
            .textLists(
                files(Transfer::mimeType),
                file((f, v) -> new Transfer(f.name(), v, f.hash(), f.octets()))),
        column(112, "file_hashes", "SHA-256 of the files, else SHA-1, else MD5, else empty.")
            .zeek("sha256, sha1, md5")
            .ecs("related.hash")
            .textLists(
                files(Transfer::hash),
                file((f, v) -> new Transfer(f.name(), f.mimeType(), v, f.octets()))),
        column(113, "file_octets", "Lengths of the files, bytes, -1 when not known.")
            .zeek("total_bytes, seen_bytes")
            .ecs("file.size")
            .longLists(
                files(Transfer::octets),
                file((f, v) -> new Transfer(f.name(), f.mimeType(), f.hash(), v))));
  }

  static List<Column<FlowRecord, FlowBuilder>> leases() {
    return List.of(
        column(120, "dhcp_addresses", "Addresses that DHCP gave out, empty when refused.")
            .zeek("assigned_addr")
            .textLists(
                leases(Lease::address), lease((l, v) -> new Lease(v, l.mac(), l.hostName()))),
        column(121, "dhcp_macs", "Hardware addresses of the hosts that asked.")
            .zeek("mac")
            .textLists(
                leases(Lease::mac), lease((l, v) -> new Lease(l.address(), v, l.hostName()))),
        column(122, "dhcp_host_names", "What the hosts call themselves, empty when not said.")
            .zeek("host_name")
            .textLists(
                leases(Lease::hostName), lease((l, v) -> new Lease(l.address(), l.mac(), v))));
  }

  static List<Column<FlowRecord, FlowBuilder>> alerts() {
    return List.of(
        column(130, "alert_count", "How often signatures of an intrusion detection matched.")
            .optionalLongs(
                inspection(Inspection::alertCount), (b, v) -> b.inspection.alertCount = v),
        column(131, "alert_ids", "Ids of the signatures, each once.")
            .ecs("rule.id")
            .longLists(
                alerts(Alert::signatureId),
                alert(
                    (a, v) -> new Alert(v, a.signature(), a.category(), a.severity(), a.action()))),
        column(132, "alert_signatures", "Names of the signatures.")
            .ecs("rule.name")
            .textLists(
                alerts(Alert::signature),
                alert((a, v) ->
                    new Alert(a.signatureId(), v, a.category(), a.severity(), a.action()))),
        column(133, "alert_categories", "Categories of the signatures.")
            .ecs("rule.category")
            .textLists(
                alerts(Alert::category),
                alert((a, v) ->
                    new Alert(a.signatureId(), a.signature(), v, a.severity(), a.action()))),
        column(134, "alert_severities", "Severities, 1 is the highest, -1 when not known.")
            .longLists(
                alerts(Alert::severity),
                alert((a, v) ->
                    new Alert(a.signatureId(), a.signature(), a.category(), v, a.action()))),
        column(135, "alert_actions", "What was done: allowed or blocked.")
            .textLists(
                alerts(Alert::action),
                alert((a, v) ->
                    new Alert(a.signatureId(), a.signature(), a.category(), a.severity(), v))));
  }

  private static <T> Function<FlowRecord, @Nullable T> inspection(
      Function<Inspection, @Nullable T> part) {
    return flow -> flow.inspection() == null ? null : part.apply(flow.inspection());
  }

  private static <T> Function<FlowRecord, @Nullable T> certificate(
      Function<Certificate, @Nullable T> part) {
    return inspection(it -> it.certificate() == null ? null : part.apply(it.certificate()));
  }

  private static <T> Function<FlowRecord, @Nullable T> ssh(Function<Ssh, @Nullable T> part) {
    return inspection(it -> it.ssh() == null ? null : part.apply(it.ssh()));
  }

  private static <P, T> Function<FlowRecord, List<T>> list(
      Function<Inspection, List<P>> parts, Function<P, T> field) {
    return flow ->
        flow.inspection() == null
            ? List.of()
            : CommonColumns.parts(parts.apply(flow.inspection()), field);
  }

  private static <T> Function<FlowRecord, List<T>> files(Function<Transfer, T> field) {
    return list(Inspection::files, field);
  }

  private static <T> Function<FlowRecord, List<T>> leases(Function<Lease, T> field) {
    return list(Inspection::leases, field);
  }

  private static <T> Function<FlowRecord, List<T>> alerts(Function<Alert, T> field) {
    return list(Inspection::alerts, field);
  }

  private static <T> BiConsumer<FlowBuilder, List<T>> file(BiFunction<Transfer, T, Transfer> with) {
    return (b, v) ->
        b.inspection.files = CommonColumns.merge(b.inspection.files, v, Transfer.UNKNOWN, with);
  }

  private static <T> BiConsumer<FlowBuilder, List<T>> lease(BiFunction<Lease, T, Lease> with) {
    return (b, v) ->
        b.inspection.leases = CommonColumns.merge(b.inspection.leases, v, Lease.UNKNOWN, with);
  }

  private static <T> BiConsumer<FlowBuilder, List<T>> alert(BiFunction<Alert, T, Alert> with) {
    return (b, v) ->
        b.inspection.alerts = CommonColumns.merge(b.inspection.alerts, v, Alert.UNKNOWN, with);
  }
}
