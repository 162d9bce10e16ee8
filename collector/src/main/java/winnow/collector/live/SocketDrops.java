// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Datagrams that the system dropped since a socket's buffer was full, as Linux tells in {@code
 * /proc/net/udp} and {@code udp6}, column {@code drops}.
 */
final class SocketDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final int LOCAL_ADDRESS = 1;
  private static final int DROPS = 12;

  private SocketDrops() {}

  /** Drops of all sockets bound to {@code port}; 0 where the system does not tell. */
  static long of(int port) {
    long drops = 0;
    for (Path table : TABLES) {
      try {
        if (Files.isReadable(table)) {
          drops += of(port, Files.readAllLines(table));
        }
      } catch (IOException e) {
        return drops;
      }
    }
    return drops;
  }

  static long of(int port, List<String> lines) {
    String suffix = String.format(":%04X", port);
    long drops = 0;
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length > DROPS && fields[LOCAL_ADDRESS].endsWith(suffix)) {
        drops += Long.parseLong(fields[DROPS]);
      }
    }
    return drops;
  }
}
