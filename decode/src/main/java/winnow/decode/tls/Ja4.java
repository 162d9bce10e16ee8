// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * JA4 fingerprints of clients (Althouse 2023): what is offered in ten readable characters, then
 * digests of the sorted cipher suites, and of the sorted extensions with the signature algorithms.
 */
final class Ja4 {
  /** What carries the handshake. */
  enum Carrier {
    TCP('t'),
    QUIC('q'),
    DTLS('d');

    private final char letter;

    Carrier(char letter) {
      this.letter = letter;
    }
  }

  private static final int MAX_COUNT = 99;
  private static final int DIGEST_CHARACTERS = 12;
  private static final String NOTHING = "0".repeat(DIGEST_CHARACTERS);
  private static final HexFormat HEX = HexFormat.of();

  private Ja4() {}

  static String of(ClientHello hello, Carrier carrier) {
    StringBuilder text = new StringBuilder(40);
    text.append(carrier.letter).append(version(hello));
    text.append(hello.hasExtension(ClientHello.SERVER_NAME) ? 'd' : 'i');
    appendCount(text, hello.ciphers.length);
    appendCount(text, hello.extensions.length);
    appendAlpn(text, hello.firstAlpn);
    text.append('_').append(digest(sortedList(hello.ciphers)));
    return text.append('_').append(digest(extensions(hello))).toString();
  }

  /** What the last digest is of: extensions in order, then signature algorithms as sent. */
  private static String extensions(ClientHello hello) {
    int[] hashed =
        Arrays.stream(hello.extensions)
            .filter(type -> type != ClientHello.SERVER_NAME && type != ClientHello.ALPN)
            .toArray();
    String types = sortedList(hashed);
    return hello.signatureAlgorithms.length == 0 || types.isEmpty()
        ? types
        : types + "_" + list(hello.signatureAlgorithms);
  }

  private static String version(ClientHello hello) {
    int highest = hello.legacyVersion;
    if (hello.supportedVersions.length > 0) {
      boolean isDatagram = hello.legacyVersion >>> 8 == 0xfe;
      highest =
          isDatagram
              ? Arrays.stream(hello.supportedVersions).min().getAsInt()
              : Arrays.stream(hello.supportedVersions).max().getAsInt();
    }
    return switch (highest) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      case 0x0002 -> "s2";
      case 0xfeff -> "d1";
      case 0xfefd -> "d2";
      case 0xfefc -> "d3";
      default -> "00";
    };
  }

  private static void appendCount(StringBuilder text, int count) {
    int shown = Math.min(count, MAX_COUNT);
    text.append((char) ('0' + shown / 10)).append((char) ('0' + shown % 10));
  }

  /** First and last character of the protocol offered first, or of its hexadecimal digits. */
  private static void appendAlpn(StringBuilder text, byte[] alpn) {
    if (alpn.length == 0) {
      text.append("00");
      return;
    }
    byte first = alpn[0];
    byte last = alpn[alpn.length - 1];
    if (isAlphanumeric(first) && isAlphanumeric(last)) {
      text.append((char) first).append((char) last);
    } else {
      text.append(HEX.toHighHexDigit(first)).append(HEX.toLowHexDigit(last));
    }
  }

  private static boolean isAlphanumeric(byte value) {
    return value >= '0' && value <= '9'
        || value >= 'A' && value <= 'Z'
        || value >= 'a' && value <= 'z';
  }

  private static String sortedList(int[] numbers) {
    int[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return list(sorted);
  }

  private static String list(int[] numbers) {
    StringBuilder text = new StringBuilder(5 * numbers.length);
    for (int number : numbers) {
      text.append(text.isEmpty() ? "" : ",").append(HEX.toHexDigits((short) number));
    }
    return text.toString();
  }

  private static String digest(String list) {
    return list.isEmpty() ? NOTHING : Digests.sha256(list).substring(0, DIGEST_CHARACTERS);
  }
}
