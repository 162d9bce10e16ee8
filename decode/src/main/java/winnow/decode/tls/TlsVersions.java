// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

/** Names of versions, as Zeek writes them. */
final class TlsVersions {
  private TlsVersions() {}

  /** The name of the version with {@code number} on the wire. */
  static String name(int number) {
    return switch (number) {
      case 0x0002 -> "SSLv2";
      case 0x0300 -> "SSLv3";
      case 0x0301 -> "TLSv10";
      case 0x0302 -> "TLSv11";
      case 0x0303 -> "TLSv12";
      case 0x0304 -> "TLSv13";
      case 0xfeff -> "DTLSv10";
      case 0xfefd -> "DTLSv12";
      case 0xfefc -> "DTLSv13";
      default -> number >>> 8 == 0x7f ? "TLSv13-draft" + (number & 0xff) : "unknown-" + number;
    };
  }
}
