// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Utf8;

/**
 * What a client offers (RFC 8446 section 4.1.2). Numbers are in the order of the message; those
 * reserved to be ignored (RFC 8701) are left out.
 */
final class ClientHello {
  static final int SERVER_NAME = 0;
  static final int ALPN = 16;
  private static final int GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RANDOM_BYTES = 32;
  private static final int MAX_EXTENSIONS = 1024;
  private static final int[] NONE = {};
  private static final byte[] NOTHING = {};

  int legacyVersion;
  int[] ciphers = NONE;
  int[] extensions = NONE;
  int[] groups = NONE;
  int[] signatureAlgorithms = NONE;
  int[] supportedVersions = NONE;
  byte[] pointFormats = NOTHING;
  byte[] firstAlpn = NOTHING;
  @Nullable String serverName;

  private ClientHello() {}

  /**
   * Reads the body of a message.
   *
   * @param hasCookie whether it is one of DTLS (RFC 6347 section 4.2.1)
   */
  static ClientHello parse(byte[] bytes, int from, int to, boolean hasCookie)
      throws BadValueException {
    ClientHello hello = new ClientHello();
    HelloReader body = new HelloReader(bytes, from, to);
    hello.legacyVersion = body.u16();
    body.skip(RANDOM_BYTES);
    body.vector(1);
    if (hasCookie) {
      body.vector(1);
    }
    hello.ciphers = body.vector(2).numbers();
    body.vector(1);
    if (!body.isEmpty()) {
      hello.extensions(body.vector(2));
    }
    return hello;
  }

  private void extensions(HelloReader list) throws BadValueException {
    int[] types = new int[MAX_EXTENSIONS];
    int count = 0;
    while (!list.isEmpty() && count < MAX_EXTENSIONS) {
      int type = list.u16();
      HelloReader content = list.vector(2);
      if (!HelloReader.isGrease(type)) {
        types[count++] = type;
        extension(type, content);
      }
    }
    extensions = Arrays.copyOf(types, count);
  }

  private void extension(int type, HelloReader content) throws BadValueException {
    if (content.isEmpty()) {
      return;
    }
    switch (type) {
      case SERVER_NAME -> serverName(content.vector(2));
      case GROUPS -> groups = content.vector(2).numbers();
      case POINT_FORMATS -> pointFormats = content.vector(1).rest();
      case SIGNATURE_ALGORITHMS -> signatureAlgorithms = content.vector(2).numbers();
      case ALPN -> {
        HelloReader names = content.vector(2);
        firstAlpn = names.isEmpty() ? NOTHING : names.vector(1).rest();
      }
      case SUPPORTED_VERSIONS -> supportedVersions = content.vector(1).numbers();
      default -> {}
    }
  }

  /** RFC 6066 section 3: names of a type each, of which 0 is a host name. */
  private void serverName(HelloReader names) throws BadValueException {
    while (!names.isEmpty() && serverName == null) {
      int type = names.u8();
      byte[] name = names.vector(2).rest();
      if (type == 0 && name.length > 0) {
        serverName = Utf8.decode(name, 0, name.length);
      }
    }
  }

  boolean hasExtension(int type) {
    return Arrays.stream(extensions).anyMatch(extension -> extension == type);
  }

  /** The protocol offered first, null when none is. */
  @Nullable String alpn() {
    return firstAlpn.length == 0 ? null : Utf8.decode(firstAlpn, 0, firstAlpn.length);
  }
}
