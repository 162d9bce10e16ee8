// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import winnow.collector.live.Endpoint;
import winnow.collector.spool.Sender;

/** Waits for connections. */
interface Listener extends Closeable {
  /** The bits of a file's mode that say what it is (POSIX, sys/stat.h: S_IFMT). */
  int FILE_TYPE = 0xf000;

  /** What they are of a socket (S_IFSOCK). */
  int SOCKET = 0xc000;

  /** Waits for the next connection. */
  Connection accept() throws IOException;

  /** What it listens to, as people write it. */
  String endpoint();

  /** Port listened to, 0 when it is none. */
  int port();

  /**
   * Listens on a TCP port.
   *
   * @param source name of the source, for people
   * @param sockets makes sockets, with TLS or without
   */
  static Listener tcp(String source, Endpoint place, ServerSocketFactory sockets)
      throws IOException {
    ServerSocket server = sockets.createServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(place.address());
    } catch (IOException e) {
      server.close();
      throw place.unavailable("source " + source, e);
    }
    return new Tcp(place.protocol(), server);
  }

  /**
   * Listens on a Unix domain socket at {@code path}, in place of one that nobody listens on.
   *
   * @param source name of the source, for people
   */
  static Listener unix(String source, Path path) throws IOException {
    String failure = "source " + source + ": cannot listen on unix " + path + ": ";
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException(failure + "there is no folder " + folder + "; make it first");
    }
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (answers(address)) {
        throw new IOException(failure + "another process does");
      }
      if (!isSocket(path)) {
        throw new IOException("cannot listen on unix " + path + ": it is a file, not a socket");
      }
      Files.delete(path);
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(address);
    } catch (IOException e) {
      server.close();
      throw new IOException(failure + e.getMessage(), e);
    }
    return new Unix(path, server);
  }

  private static boolean isSocket(Path path) throws IOException {
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return mode instanceof Integer bits && (bits & FILE_TYPE) == SOCKET;
  }

  private static boolean answers(UnixDomainSocketAddress address) {
    try {
      SocketChannel.open(address).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A TCP port, with TLS or without. */
  record Tcp(String name, ServerSocket server) implements Listener {
    @Override
    public Connection accept() throws IOException {
      Socket socket = server.accept();
      socket.setKeepAlive(true);
      return new Connection(
          socket.getInputStream(),
          socket.getOutputStream(),
          Sender.ofConnection((InetSocketAddress) socket.getRemoteSocketAddress()),
          socket);
    }

    @Override
    public String endpoint() {
      return new Endpoint(name, new InetSocketAddress(server.getInetAddress(), port())).toString();
    }

    @Override
    public int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** A Unix domain socket. */
  record Unix(Path path, ServerSocketChannel server) implements Listener {
    @Override
    public Connection accept() throws IOException {
      SocketChannel socket = server.accept();
      return new Connection(
          Channels.newInputStream(socket), Channels.newOutputStream(socket), null, socket);
    }

    @Override
    public String endpoint() {
      return "unix " + path;
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      server.close();
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isSocket(path)) {
        Files.deleteIfExists(path);
      }
    }
  }
}
