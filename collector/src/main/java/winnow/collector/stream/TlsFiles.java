// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a TLS server, in PEM files.
 *
 * @param certificates its certificate, followed by those that lead to its authority
 * @param key its private key: PKCS #8, not encrypted
 * @param clientAuthorities certificates of the authorities whose clients may connect; null when any
 *     client may
 */
public record TlsFiles(Path certificates, Path key, @Nullable Path clientAuthorities) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA");
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Makes server sockets that speak TLS 1.2 and 1.3.
   *
   * @throws IOException when a file cannot be read, or does not hold what it should
   */
  ServerSocketFactory serverSockets() throws IOException {
    try {
      KeyStore identity = emptyStore();
      Certificate[] chain = certificates(certificates).toArray(new Certificate[0]);
      identity.setKeyEntry("server", privateKey(), NO_PASSWORD, chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(identity, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), clientTrust(), null);
      return new Sockets(context.getServerSocketFactory(), clientAuthorities != null);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "TLS with certificate " + certificates + " and key " + key + ": " + e.getMessage(), e);
    }
  }

  private TrustManager @Nullable [] clientTrust() throws GeneralSecurityException, IOException {
    if (clientAuthorities == null) {
      return null;
    }
    KeyStore trusted = emptyStore();
    int number = 0;
    for (Certificate authority : certificates(clientAuthorities)) {
      trusted.setCertificateEntry("authority" + number++, authority);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return trust.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream input = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(input);
      if (found.isEmpty()) {
        throw new IOException(file + " holds no certificate in PEM form");
      }
      return found;
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException, IOException {
    Matcher pem = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IOException(
          key
              + " holds no unencrypted PKCS #8 key ('BEGIN PRIVATE KEY'); openssl pkcs8 -topk8"
              + " -nodes makes one of other forms");
    }
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String type : KEY_TYPES) {
      try {
        return KeyFactory.getInstance(type).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        continue;
      }
    }
    throw new IOException(key + " holds a key that is none of " + KEY_TYPES);
  }

  /** Makes sockets that ask for a client's certificate where one is needed. */
  private static final class Sockets extends ServerSocketFactory {
    private final ServerSocketFactory plain;
    private final boolean needsClient;

    Sockets(ServerSocketFactory plain, boolean needsClient) {
      this.plain = plain;
      this.needsClient = needsClient;
    }

    private java.net.ServerSocket prepared(java.net.ServerSocket socket) {
      ((SSLServerSocket) socket).setNeedClientAuth(needsClient);
      return socket;
    }

    @Override
    public java.net.ServerSocket createServerSocket() throws IOException {
      return prepared(plain.createServerSocket());
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port) throws IOException {
      return prepared(plain.createServerSocket(port));
    }

    @Override
    public java.net.ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return prepared(plain.createServerSocket(port, backlog));
    }

    @Override
    public java.net.ServerSocket createServerSocket(
        int port, int backlog, java.net.InetAddress address) throws IOException {
      return prepared(plain.createServerSocket(port, backlog, address));
    }
  }
}
