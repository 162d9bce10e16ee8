// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.inspection.InspectionBuilder;
import winnow.schema.inspection.Ssh;

/** A row of ssh.log: what the handshake of a connection showed, and whether somebody logged in. */
final class SshRow extends ZeekRow.OfNotes {
  static final ZeekLog<SshRow> LOG =
      log(
          "ssh",
          SshRow::new,
          fields(),
          List.of(Set.of("id.orig_h", "auth_attempts"), Set.of("id.orig_h", "kex_alg")));

  private final InspectionBuilder ssh = new InspectionBuilder();

  private static Map<String, ZeekField<SshRow>> fields() {
    Map<String, ZeekField<SshRow>> fields = new HashMap<>();
    fields.put("uid", SshRow::uid);
    fields.put("client", (r, v) -> r.ssh.sshClient = ZeekNotes.whole(v));
    fields.put("server", (r, v) -> r.ssh.sshServer = ZeekNotes.whole(v));
    fields.put("hassh", (r, v) -> r.ssh.hassh = ZeekNotes.whole(v));
    fields.put("hasshServer", (r, v) -> r.ssh.hasshServer = ZeekNotes.whole(v));
    fields.put("auth_success", (r, v) -> r.ssh.sshAuthenticated = v.isTrue());
    fields.put(
        "auth_attempts",
        (r, v) -> r.ssh.sshAttempts = Numbers.parseInt(v.scalar(), 0, Integer.MAX_VALUE));
    return fields;
  }

  @Override
  public void reset() {
    super.reset();
    ssh.reset();
  }

  @Override
  void tell(ZeekNotes notes) throws BadValueException {
    Ssh told = ssh.ssh();
    notes.tell(
        knownUids(),
        connection -> {
          if (told != null) {
            connection.ssh(told);
          }
        });
  }
}
