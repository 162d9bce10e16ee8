// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

/**
 * JA3 and JA3S fingerprints (Althouse, Atkinson, Atkins 2017): the MD5 of what a hello says, in
 * decimal numbers, with dashes between those of a list and commas between lists.
 */
final class Ja3 {
  private Ja3() {}

  /** The fingerprint of a client. */
  static String of(ClientHello hello) {
    return Digests.md5(text(hello));
  }

  /** The fingerprint of a server. */
  static String of(ServerHello hello) {
    StringBuilder text = new StringBuilder(64);
    text.append(hello.legacyVersion()).append(',').append(hello.cipher()).append(',');
    String separator = "";
    for (int extension : hello.extensions()) {
      text.append(separator).append(extension);
      separator = "-";
    }
    return Digests.md5(text.toString());
  }

  /** What the fingerprint of a client is the digest of. */
  static String text(ClientHello hello) {
    StringBuilder text = new StringBuilder(256);
    text.append(hello.legacyVersion).append(',');
    append(text, hello.ciphers);
    text.append(',');
    append(text, hello.extensions);
    text.append(',');
    append(text, hello.groups);
    text.append(',');
    for (int i = 0; i < hello.pointFormats.length; i++) {
      text.append(i == 0 ? "" : "-").append(hello.pointFormats[i] & 0xff);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      text.append(i == 0 ? "" : "-").append(numbers[i]);
    }
  }
}
