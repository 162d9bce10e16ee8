// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor found that looked into a conversation.
 *
 * @param certificate the server's certificate
 * @param ssh the SSH handshake
 * @param files files that moved, in order; the first of many
 * @param leases addresses that were given out in it, in order; the first of many
 * @param alerts signatures that matched, each once, in order; the first of many
 * @param alertCount how often signatures matched, null when nobody looked or none did
 */
public record Inspection(
    @Nullable Certificate certificate,
    @Nullable Ssh ssh,
    List<Transfer> files,
    List<Lease> leases,
    List<Alert> alerts,
    @Nullable Long alertCount) {
  /** Takes copies of the lists. */
  public Inspection {
    files = List.copyOf(files);
    leases = List.copyOf(leases);
    alerts = List.copyOf(alerts);
  }
}
