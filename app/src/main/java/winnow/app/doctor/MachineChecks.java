// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import winnow.app.terminal.Amounts;

/** Java, memory, disk and the system's settings. */
final class MachineChecks {
  private static final int LEAST_JAVA = 25;
  private static final long LITTLE_HEAP = 1L << 30;
  private static final long LITTLE_SPACE = 2_000_000_000L;
  private static final int LITTLE_PERCENT = 10;

  /** What a UDP port asks for. */
  private static final long SOCKET_BUFFER_BYTES = 32L << 20;

  private MachineChecks() {}

  static Finding java() {
    Runtime.Version version = Runtime.version();
    return version.feature() >= LEAST_JAVA
        ? Finding.ok("java", version.toString())
        : Finding.fail("java", version + ": install Java " + LEAST_JAVA + " or newer");
  }

  static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String text =
        Amounts.bytes(heap) + " of heap, " + Runtime.getRuntime().availableProcessors() + " cores";
    return heap >= LITTLE_HEAP
        ? Finding.ok("memory", text)
        : Finding.warn("memory", text + ": give it more with WINNOW_JAVA_OPTIONS=-Xmx2g");
  }

  static Finding disk(String what, Path folder) {
    String check = what + " disk";
    try {
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      FileStore store = Files.getFileStore(there);
      long free = store.getUsableSpace();
      long percent = free * 100 / Math.max(store.getTotalSpace(), 1);
      String text = Amounts.bytes(free) + " free (" + percent + " %) at " + folder;
      if (free < LITTLE_SPACE) {
        return Finding.fail(
            check, text + ": delete something, or old days with 'winnow housekeep --quota SIZE'");
      }
      return percent < LITTLE_PERCENT
          ? Finding.warn(check, text + ": 'winnow housekeep --quota SIZE' deletes the oldest days")
          : Finding.ok(check, text);
    } catch (IOException e) {
      return Finding.fail(check, folder + ": " + e.getMessage());
    }
  }

  /** How large the system lets the buffer of a socket be; one that is too small drops datagrams. */
  static Finding socketBuffers(Path setting) {
    // Linux gives such a file in one read: what is left by a shorter one is lost.
    try (InputStream file = Files.newInputStream(setting)) {
      long most = Long.parseLong(new String(file.readNBytes(64), US_ASCII).strip());
      return most >= SOCKET_BUFFER_BYTES
          ? Finding.ok("socket buffer", "up to " + Amounts.bytes(most))
          : Finding.warn(
              "socket buffer",
              "at most "
                  + Amounts.bytes(most)
                  + ", bursts of datagrams are lost: sysctl -w net.core.rmem_max="
                  + SOCKET_BUFFER_BYTES
                  + " (and the same in /etc/sysctl.d/winnow.conf)");
    } catch (IOException | NumberFormatException e) {
      return Finding.ok("socket buffer", "not told by this system");
    }
  }

  /** All that need no lake. */
  static List<Finding> all() {
    return List.of(java(), memory(), socketBuffers(Path.of("/proc/sys/net/core/rmem_max")));
  }
}
