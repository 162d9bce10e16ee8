// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The logs of Zeek that are read, and how to tell them. */
final class ZeekLogs {
  static final List<ZeekLog<?>> ALL = List.of(ConnRow.LOG, DnsRow.LOG, HttpRow.LOG);

  private static final String OPEN_PREFIX = "open_";

  private ZeekLogs() {}

  /** The one of {@code logs} called {@code path}; `open_conn` is `conn` whose connections go on. */
  static Optional<ZeekLog<?>> named(List<ZeekLog<?>> logs, String path) {
    String closed = path.startsWith(OPEN_PREFIX) ? path.substring(OPEN_PREFIX.length()) : path;
    return logs.stream().filter(log -> log.path().equals(closed)).findFirst();
  }

  /** The one of {@code logs} that has fields called {@code names}. */
  static Optional<ZeekLog<?>> withFields(List<ZeekLog<?>> logs, Collection<String> names) {
    return logs.stream().filter(log -> log.hasSigns(names)).findFirst();
  }

  /** `id_orig_h`, as some shippers write it, is `id.orig_h`. */
  static String canonical(String name) {
    return name.startsWith("id_") ? "id." + name.substring(3) : name;
  }
}
