// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.join.FlowNotes;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.Tls;
import winnow.schema.inspection.Alert;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Lease;
import winnow.schema.inspection.Ssh;
import winnow.schema.inspection.Transfer;

/** What events other than those of flows tell about the flow they belong to. */
final class EveNotes {
  /** How many names of hosts wait for the address that DHCP gives them. */
  static final int MAX_HOST_NAMES = 4096;

  private static final String NO_ADDRESS = "0.0.0.0";

  private final LinkedHashMap<String, String> hostNames = new LinkedHashMap<>();

  // What one event says; of alerts, files and DHCP.
  long signatureId;
  long severity;
  long fileOctets;
  @Nullable String signature;
  @Nullable String category;
  @Nullable String action;
  @Nullable String fileName;
  @Nullable String fileKind;
  @Nullable String sha256;
  @Nullable String sha1;
  @Nullable String md5;
  @Nullable String dhcpType;
  @Nullable String assignedAddress;
  @Nullable String clientAddress;
  @Nullable String mac;
  @Nullable String hostName;
  @Nullable String sshVersion;

  void reset() {
    signatureId = -1;
    severity = -1;
    fileOctets = -1;
    signature = null;
    category = null;
    action = null;
    fileName = null;
    fileKind = null;
    sha256 = null;
    sha1 = null;
    md5 = null;
    dhcpType = null;
    assignedAddress = null;
    clientAddress = null;
    mac = null;
    hostName = null;
    sshVersion = null;
  }

  static void alert(EveEvent event, FlowRecord known, FlowNotes notes) {
    EveNotes said = event.notes;
    notes.alert(
        new Alert(
            said.signatureId,
            text(said.signature),
            text(said.category),
            said.severity,
            text(said.action)));
    notes.standIn(known);
  }

  static void handshake(EveEvent event, FlowNotes notes) {
    FlowBuilder flow = event.flow;
    if (flow.alpn == null && !event.clientAlpns.isEmpty()) {
      flow.alpn = event.clientAlpns.getFirst();
    }
    Tls tls = flow.tls();
    Certificate certificate = flow.inspection.certificate();
    if (tls != null) {
      notes.tls(tls);
    }
    if (certificate != null) {
      notes.certificate(certificate);
    }
  }

  static void ssh(EveEvent event, FlowNotes notes) {
    Ssh ssh = event.flow.inspection.ssh();
    if (ssh != null) {
      notes.ssh(ssh);
    }
  }

  static void file(EveEvent event, FlowNotes notes) {
    EveNotes said = event.notes;
    String hash = said.sha256 == null ? said.sha1 == null ? said.md5 : said.sha1 : said.sha256;
    notes.file(new Transfer(text(said.fileName), text(said.fileKind), text(hash), said.fileOctets));
  }

  /** Whether an event of DHCP says that a host has an address. */
  boolean isLease() {
    if (mac != null && hostName != null) {
      hostNames.putLast(mac, hostName);
      if (hostNames.size() > MAX_HOST_NAMES) {
        hostNames.pollFirstEntry();
      }
    }
    return "ack".equals(dhcpType) && address() != null;
  }

  /** Requests say the names of hosts, and acknowledgements their addresses. */
  void lease(FlowNotes notes) {
    String named = hostName == null && mac != null ? hostNames.get(mac) : hostName;
    notes.lease(new Lease(text(address()), text(mac), text(named)));
  }

  private @Nullable String address() {
    return assignedAddress == null || assignedAddress.equals(NO_ADDRESS)
        ? clientAddress
        : assignedAddress;
  }

  /** `SSH-2.0-` and the software, as the peer wrote it (RFC 4253 section 4.2). */
  String software(CharSequence name) {
    return "SSH-" + (sshVersion == null ? "2.0" : sshVersion) + "-" + name;
  }

  /** A fingerprint without colons, in lower case. */
  static String fingerprint(CharSequence value) {
    return value.toString().replace(":", "").toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
