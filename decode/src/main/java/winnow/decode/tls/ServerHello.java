// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Utf8;

/**
 * What a server chooses (RFC 8446 section 4.1.3).
 *
 * @param legacyVersion version field
 * @param version version agreed
 * @param cipher cipher suite agreed
 * @param extensions types of the extensions, in order
 * @param alpn protocol agreed; null when it is none or not in the open
 * @param isRetryRequest whether it asks the client to begin again (RFC 8446 section 4.1.4)
 */
record ServerHello(
    int legacyVersion,
    int version,
    int cipher,
    List<Integer> extensions,
    @Nullable String alpn,
    boolean isRetryRequest) {
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int RANDOM_BYTES = 32;

  /** First byte of the versions of TLS 1.3 up to draft 21, without session id and compression. */
  private static final int DRAFTS = 0x7f;

  private static final byte[] RETRY_REQUEST =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  ServerHello {
    extensions = List.copyOf(extensions);
  }

  /** Reads the body of a message. */
  static ServerHello parse(byte[] bytes, int from, int to) throws BadValueException {
    HelloReader body = new HelloReader(bytes, from, to);
    int legacyVersion = body.u16();
    int random = body.position();
    body.skip(RANDOM_BYTES);
    boolean isRetry =
        Arrays.equals(bytes, random, random + RANDOM_BYTES, RETRY_REQUEST, 0, RANDOM_BYTES);
    boolean isEarlyDraft = legacyVersion >>> 8 == DRAFTS;
    if (!isEarlyDraft) {
      body.vector(1);
    }
    int cipher = body.u16();
    if (!isEarlyDraft) {
      body.skip(1);
    }
    int version = legacyVersion;
    String alpn = null;
    List<Integer> types = new ArrayList<>();
    HelloReader list = body.isEmpty() ? body : body.vector(2);
    while (!list.isEmpty()) {
      int type = list.u16();
      HelloReader content = list.vector(2);
      types.add(type);
      if (type == SUPPORTED_VERSIONS) {
        version = content.u16();
      } else if (type == ClientHello.ALPN) {
        byte[] name = content.vector(2).vector(1).rest();
        alpn = Utf8.decode(name, 0, name.length);
      }
    }
    return new ServerHello(legacyVersion, version, cipher, types, alpn, isRetry);
  }
}
