// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a port can be had, and otherwise who has it, as far as the system tells. */
final class PortCheck {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;
  private static final int FIRST_OPEN_PORT = 1024;

  private static final int STATE = 3;
  private static final String LISTENS = "0A";
  private static final String HIDDEN = "a process that only root may see";

  private PortCheck() {}

  /** Most sources come over UDP: only there it fails. */
  static Finding udp(int port) {
    String check = "udp port " + port;
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(port));
      return Finding.ok(check, "free");
    } catch (BindException e) {
      String owner = owner("udp", port);
      return owner.contains("winnow.app.Main")
          ? Finding.ok(check, "received by " + owner)
          : Finding.fail(check, obstacle(port, owner, e));
    } catch (SocketException e) {
      return Finding.fail(check, String.valueOf(e.getMessage()));
    }
  }

  /** The same of TCP, for sources that connect. */
  static Finding tcp(int port) {
    String check = "tcp port " + port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return Finding.ok(check, "free");
    } catch (IOException e) {
      String owner = owner("tcp", port);
      return owner.contains("winnow.app.Main")
          ? Finding.ok(check, "taken by " + owner)
          : Finding.warn(check, obstacle(port, owner, e) + " for what comes over TCP");
    }
  }

  /** Why a port cannot be had, and what to do; {@code owner} is empty when nobody has it. */
  static String obstacle(int port, String owner, IOException failure) {
    if (!owner.isEmpty()) {
      return "taken by " + owner + ": stop it, or use another port";
    }
    return failure.getMessage()
        + (port < FIRST_OPEN_PORT
            ? ": ports below 1024 need a privilege: grant it (AmbientCapabilities=CAP_NET_BIND_SERVICE"
                + " in a systemd unit), or use another port"
            : ": use another port");
  }

  /** Who has the port, as far as this user may see; empty when nobody has, or no system tells. */
  private static String owner(String protocol, int port) {
    Set<String> sockets = new HashSet<>();
    for (String version : new String[] {"", "6"}) {
      addSockets(Path.of("/proc/net", protocol + version), port, sockets);
    }
    if (sockets.isEmpty()) {
      return "";
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (hasOneOf(process, sockets)) {
          String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
          return "process " + process.getFileName() + " (" + shortened(command) + ")";
        }
      }
    } catch (IOException e) {
      return HIDDEN;
    }
    return HIDDEN;
  }

  /** Program and its last words: a class path may be long. */
  private static String shortened(String command) {
    int main = command.indexOf("winnow.app.Main");
    String tail = main >= 0 ? command.substring(main) : command;
    return tail.length() <= 100 ? tail : tail.substring(0, 99) + "…";
  }

  private static void addSockets(Path table, int port, Set<String> sockets) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table)) {
        String[] fields = BLANKS.split(line.strip());
        boolean isUdp = table.getFileName().toString().startsWith("udp");
        if (fields.length > INODE
            && fields[LOCAL_ADDRESS].endsWith(suffix)
            && (isUdp || fields[STATE].equals(LISTENS))) {
          sockets.add("socket:[" + fields[INODE] + "]");
        }
      }
    } catch (IOException e) {
      // Not this kind of system.
      return;
    }
  }

  private static boolean hasOneOf(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)
            && sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      // It is another user's, or it ended.
      return false;
    }
    return false;
  }
}
