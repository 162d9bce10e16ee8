// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The logs of Zeek that are read, and how to tell them. */
final class ZeekLogs {
  /** Logs whose rows become records. */
  static final List<ZeekLog<?>> OF_RECORDS = List.of(ConnRow.LOG, DnsRow.LOG, HttpRow.LOG);

  /** Logs whose rows tell something about connections; those with ids of certificates first. */
  static final List<ZeekLog<?>> OF_NOTES =
      List.of(SslRow.LOG, X509Row.LOG, FilesRow.LOG, SshRow.LOG, DhcpRow.LOG);

  /** All logs. */
  static final List<ZeekLog<?>> ALL =
      Stream.of(OF_RECORDS, OF_NOTES).<ZeekLog<?>>flatMap(List::stream).toList();

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

  /**
   * The one of {@code logs} called {@code path}, or where there is no path, the one that has fields
   * called {@code names}; where only one is looked for, it is that one.
   */
  static Optional<ZeekLog<?>> find(
      List<ZeekLog<?>> logs, @Nullable String path, Collection<String> names) {
    if (path != null) {
      return named(logs, path);
    }
    return logs.size() == 1 ? Optional.of(logs.getFirst()) : withFields(logs, names);
  }

  /** `id_orig_h`, as some shippers write it, is `id.orig_h`. */
  static String canonical(String name) {
    return name.startsWith("id_") ? "id." + name.substring(3) : name;
  }
}
