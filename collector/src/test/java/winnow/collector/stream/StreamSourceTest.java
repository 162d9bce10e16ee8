// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.spool.SpooledMessage;

class StreamSourceTest {
  private static final byte[] MESSAGE = {
    0, 10, 0, 20, 0x69, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 4
  };

  @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void openSpool() throws IOException {
    spool = Spool.open(SpoolSettings.in(folder.resolve("spool")), InstantSource.system());
  }

  @AfterEach
  void closeSpool() throws IOException {
    spool.close();
  }

  @Test
  void keepsIpfixMessagesOfAConnectionAndCountsWhereItLosesItsFraming() throws Exception {
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    try (StreamSource source = start(kept, StreamSettings.ipfix(loopback()));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), source.port())) {
      assertThat(source.endpoint()).isEqualTo("tcp 127.0.0.1:" + source.port());
      socket.getOutputStream().write(MESSAGE);
      socket.getOutputStream().write(MESSAGE);
      await(() -> kept.arrivals().messages() == 2);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      await(() -> source.tally().counts().rejected().containsKey("malformed"));
      assertThat(socket.getInputStream().read()).as("the connection is closed").isEqualTo(-1);
    }
    assertThat(kept.arrivals().messages()).isEqualTo(2);
  }

  @Test
  void tellsWhereAConnectionBeginsAndEnds() throws Exception {
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    try (StreamSource source = start(kept, StreamSettings.ipfix(loopback()))) {
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), source.port());
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), source.port())) {
        socket.getOutputStream().write(MESSAGE);
        await(() -> kept.arrivals().messages() == 1);
        assertThat(silent.isConnected()).isTrue();
      }
    }
    kept.closeOlderThan(Duration.ZERO);
    List<Boolean> boundaries = new ArrayList<>();
    try (SegmentReader reader = SegmentReader.open(Objects.requireNonNull(kept.oldest()))) {
      for (SpooledMessage next = reader.next(); next != null; next = reader.next()) {
        boundaries.add(next.isBoundary());
        assertThat(Objects.requireNonNull(next.sender()).session()).isGreaterThan(0xffff);
      }
    }
    assertThat(boundaries).containsExactly(true, false, true);
    assertThat(kept.arrivals().messages()).isEqualTo(1);
    assertThat(kept.arrivals().bytes()).isEqualTo(MESSAGE.length);
  }

  /** With this quota there is room for a line at times, but not for what stands before it. */
  @Test
  void makesSendersWaitUntilThereIsRoom() throws Exception {
    int senders = 4;
    int lines = 250;
    SpoolSettings tight = SpoolSettings.in(folder.resolve("tight")).withQuota(10_020);
    try (Spool small = Spool.open(tight, InstantSource.system())) {
      SourceSpool kept = small.source("syslog", "syslog");
      try (StreamSource source = start(kept, StreamSettings.syslog(loopback()))) {
        for (int i = 0; i < senders; i++) {
          Thread.ofVirtual().start(() -> sendLines(source.port(), lines));
        }
        await(() -> {
          assertThat(kept.arrivals().droppedMessages()).isZero();
          empty(kept);
          return kept.arrivals().messages() == (long) senders * lines;
        });
      }
    }
  }

  @Test
  void countsWhatStillWaitsWhenItEnds() throws Exception {
    SpoolSettings tight = SpoolSettings.in(folder.resolve("tight")).withQuota(1_000);
    try (Spool small = Spool.open(tight, InstantSource.system())) {
      SourceSpool kept = small.source("syslog", "syslog");
      StreamSource source = start(kept, StreamSettings.syslog(loopback()));
      Thread.ofVirtual().start(() -> sendLines(source.port(), 20));
      await(() -> kept.trouble() != null);
      assertThat(kept.trouble())
          .isEqualTo("the spool holds its quota of 1000 bytes: messages wait");
      assertThat(kept.arrivals().droppedMessages()).isZero();
      source.close();
      assertThat(kept.arrivals().droppedMessages()).isPositive();
    }
  }

  private static void sendLines(int port, int count) {
    byte[] line = ("<13>Mar  2 10:00:00 gw app: " + "x".repeat(72) + "\n").getBytes(US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      for (int i = 0; i < count; i++) {
        socket.getOutputStream().write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(SourceSpool kept) {
    try {
      kept.closeOlderThan(Duration.ZERO);
      for (Segment next = kept.oldest(); next != null; next = kept.oldest()) {
        kept.remove(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void closesASilentConnectionWhenThereIsNoRoomForAnother() throws Exception {
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    SourceTally tally = new SourceTally(kept.name(), kept.arrivals());
    StreamSettings settings = StreamSettings.ipfix(loopback());
    try (StreamSource source = new StreamSource(tally, kept, settings, 2, Duration.ofMillis(1))) {
      source.start();
      try (Socket first = new Socket(InetAddress.getLoopbackAddress(), source.port());
          Socket second = new Socket(InetAddress.getLoopbackAddress(), source.port())) {
        first.getOutputStream().write(MESSAGE);
        await(() -> kept.arrivals().messages() == 1);
        second.getOutputStream().write(MESSAGE);
        await(() -> kept.arrivals().messages() == 2);
        try (Socket third = new Socket(InetAddress.getLoopbackAddress(), source.port())) {
          third.getOutputStream().write(MESSAGE);
          await(() -> kept.arrivals().messages() == 3);
          assertThat(first.getInputStream().read()).as("it is closed").isEqualTo(-1);
          second.getOutputStream().write(MESSAGE);
          await(() -> kept.arrivals().messages() == 4);
        }
      }
    }
  }

  @Test
  void goesOnToAcceptAfterAFaultOfItsOwn() throws Exception {
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    Deque<Fake> coming = new ConcurrentLinkedDeque<>();
    try (StreamSource source = start(kept, listening(coming))) {
      coming.add(new Fake(true, false));
      Fake next = new Fake(false, false);
      coming.add(next);
      await(next.isRead::get);
      assertThat(source.endpoint()).isEqualTo("queue");
    }
  }

  @Test
  void servesAConnectionAlsoWhenTheSilentOneFailsToClose() throws Exception {
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    SourceTally tally = new SourceTally(kept.name(), kept.arrivals());
    Deque<Fake> coming = new ConcurrentLinkedDeque<>();
    Fake silent = new Fake(false, true);
    Fake next = new Fake(false, false);
    coming.add(silent);
    coming.add(next);
    try (StreamSource source =
        new StreamSource(tally, kept, listening(coming), 1, Duration.ofMillis(1))) {
      source.start();
      await(next.isRead::get);
    }
    assertThat(silent.isClosed).isTrue();
    assertThat(next.isClosed).isTrue();
  }

  /** A connection in which nothing comes until it is closed. */
  private static final class Fake extends InputStream {
    final AtomicBoolean isRead = new AtomicBoolean();
    final AtomicBoolean isClosed = new AtomicBoolean();
    private final boolean breaksAtAccept;
    private final boolean breaksAtClose;

    Fake(boolean breaksAtAccept, boolean breaksAtClose) {
      this.breaksAtAccept = breaksAtAccept;
      this.breaksAtClose = breaksAtClose;
    }

    Connection accept() {
      if (breaksAtAccept) {
        throw new IllegalStateException("a fault");
      }
      return new Connection(this, OutputStream.nullOutputStream(), null, this);
    }

    @Override
    public int read() {
      isRead.set(true);
      while (!isClosed.get()) {
        LockSupport.parkNanos(1_000_000);
      }
      return -1;
    }

    @Override
    public void close() throws IOException {
      if (!isClosed.getAndSet(true) && breaksAtClose) {
        throw new IOException("cannot be closed");
      }
    }
  }

  /** Gives the connections of {@code coming}, one after another. */
  private record Queue(Deque<Fake> coming, AtomicBoolean isClosed) implements Listener {
    @Override
    public Connection accept() throws IOException {
      while (!isClosed.get()) {
        Fake next = coming.poll();
        if (next != null) {
          return next.accept();
        }
        LockSupport.parkNanos(1_000_000);
      }
      throw new IOException("closed");
    }

    @Override
    public String endpoint() {
      return "queue";
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public void close() {
      isClosed.set(true);
    }
  }

  private static StreamSettings listening(Deque<Fake> coming) {
    return new StreamSettings(
        "queue",
        name -> new Queue(coming, new AtomicBoolean()),
        (connection, taker) -> assertThat(connection.input().read()).isEqualTo(-1));
  }

  @Test
  void speaksTls() throws Exception {
    KeyStore identity = selfSigned();
    TlsFiles files = pem(identity);
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    try (StreamSource source = start(kept, StreamSettings.ipfix(loopback(), files))) {
      try (Socket socket = trusting(identity, source.port())) {
        socket.getOutputStream().write(MESSAGE);
        await(() -> kept.arrivals().messages() == 1);
      }
    }
  }

  @Test
  void refusesClientsWithoutACertificateWhereOneIsNeeded() throws Exception {
    KeyStore identity = selfSigned();
    TlsFiles own = pem(identity);
    TlsFiles files = new TlsFiles(own.certificates(), own.key(), own.certificates());
    SourceSpool kept = spool.source("ipfix", "flow-datagrams");
    try (StreamSource source = start(kept, StreamSettings.ipfix(loopback(), files))) {
      assertThatThrownBy(
              () -> {
                try (Socket socket = trusting(identity, source.port())) {
                  socket.getOutputStream().write(MESSAGE);
                  while (socket.getInputStream().read() >= 0) {}
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(kept.arrivals().messages()).isZero();
  }

  @Test
  void saysWhatIsWrongWithAKey() throws Exception {
    TlsFiles own = pem(selfSigned());
    TlsFiles swapped = new TlsFiles(own.certificates(), own.certificates(), null);
    assertThatThrownBy(swapped::serverSockets)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(own.certificates() + " holds no unencrypted PKCS #8 key");
  }

  @Test
  void namesTheSourceAndThePlaceItCannotListenOn() throws Exception {
    SourceSpool kept = spool.source("logs", "syslog");
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start(kept, StreamSettings.syslog(new InetSocketAddress(port))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("source logs: cannot listen on tcp *:" + port + ": ")
          .hasMessageEndingWith("'winnow doctor --port " + port + "' tells why");
    }
    Path missing = folder.resolve("run/x.sock");
    assertThatThrownBy(() -> start(kept, StreamSettings.dnstap(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "source logs: cannot listen on unix "
                + missing
                + ": there is no folder "
                + missing.getParent()
                + "; make it first");
  }

  @Test
  void shakesHandsWithAWriterOfDnstap() throws Exception {
    SourceSpool kept = spool.source("dnstap", "dnstap");
    Path path = folder.resolve("dnstap.sock");
    try (StreamSource source = start(kept, StreamSettings.dnstap(path));
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      assertThat(source.endpoint()).isEqualTo("unix " + path);
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(socket));
      DataInputStream in = new DataInputStream(Channels.newInputStream(socket));
      control(out, 4, true);
      assertThat(in.readInt()).isZero();
      byte[] accept = new byte[in.readInt()];
      in.readFully(accept);
      assertThat(accept).startsWith(0, 0, 0, 1);
      control(out, 2, true);
      out.writeInt(3);
      out.write(new byte[] {8, 1, 0});
      control(out, 3, false);
      assertThat(in.readInt()).isZero();
      assertThat(in.readInt()).isEqualTo(4);
      assertThat(in.readInt()).as("FINISH").isEqualTo(5);
    }
    assertThat(kept.arrivals().messages()).isEqualTo(1);
    assertThat(path).doesNotExist();
  }

  @Test
  void takesThePlaceOfASocketThatNobodyListensOnAndOfNoOtherFile() throws Exception {
    SourceSpool kept = spool.source("dnstap", "dnstap");
    Path path = folder.resolve("dnstap.sock");
    Path file = Files.writeString(folder.resolve("notes.txt"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("link.sock"), file);
    for (Path taken : List.of(file, link, Files.createDirectory(folder.resolve("empty")))) {
      assertThatThrownBy(() -> start(kept, StreamSettings.dnstap(taken)).close())
          .isInstanceOf(IOException.class)
          .hasMessage("cannot listen on unix " + taken + ": it is a file, not a socket");
      assertThat(taken).exists();
    }
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("precious");

    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path))
        .close();
    assertThat(path).as("left behind").exists();
    try (StreamSource source = start(kept, StreamSettings.dnstap(path))) {
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
      Files.delete(path);
      Files.writeString(path, "put in its place");
      assertThat(source.endpoint()).isEqualTo("unix " + path);
    }
    assertThat(path).hasContent("put in its place");
  }

  private static void control(DataOutputStream out, int type, boolean withContent)
      throws IOException {
    byte[] content = "protobuf:dnstap.Dnstap".getBytes(US_ASCII);
    out.writeInt(0);
    out.writeInt(4 + (withContent ? 8 + content.length : 0));
    out.writeInt(type);
    if (withContent) {
      out.writeInt(1);
      out.writeInt(content.length);
      out.write(content);
    }
  }

  private static StreamSource start(SourceSpool kept, StreamSettings settings) throws IOException {
    StreamSource source =
        new StreamSource(new SourceTally(kept.name(), kept.arrivals()), kept, settings);
    source.start();
    return source;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private KeyStore selfSigned() throws Exception {
    Path store = folder.resolve("identity.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=collector.example.org",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, "secret".toCharArray());
    }
    return keys;
  }

  private TlsFiles pem(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate("server");
    byte[] key = keys.getKey("server", "secret".toCharArray()).getEncoded();
    Path certificates = folder.resolve("server.pem");
    Path keyFile = folder.resolve("server.key");
    Files.writeString(certificates, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(keyFile, pem("PRIVATE KEY", key));
    return new TlsFiles(certificates, keyFile, null);
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private static Socket trusting(KeyStore identity, int port) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", identity.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context
        .getSocketFactory()
        .createSocket(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
