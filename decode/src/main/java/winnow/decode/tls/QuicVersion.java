// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import org.jspecify.annotations.Nullable;

/** The versions of QUIC whose Initial packets can be read. */
enum QuicVersion {
  /** RFC 9001 section 5.2. */
  V1(1, 0, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic"),
  /** RFC 9369 section 3. */
  V2(0x6b3343cf, 1, "0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2"),
  /** The last draft that was deployed. */
  DRAFT_29(0xff00001d, 0, "afbfec289993d24c9e9786f19c6111e04390a899", "quic"),
  /** An earlier draft that was deployed; 23 to 28 share its salt. */
  DRAFT_27(0xff00001b, 0, "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic");

  private static final QuicVersion[] ALL = values();

  /** The type of Initial packets, two bits. */
  final int initialType;

  final String salt;

  /** What the labels of keys start with. */
  final String label;

  private final int number;

  QuicVersion(int number, int initialType, String salt, String label) {
    this.number = number;
    this.initialType = initialType;
    this.salt = salt;
    this.label = label;
  }

  /** The version with {@code number} on the wire, null when it is none of these. */
  static @Nullable QuicVersion of(int number) {
    for (QuicVersion version : ALL) {
      boolean sharesSalt = version == DRAFT_27 && number >= 0xff000017 && number <= 0xff00001c;
      if (version.number == number || sharesSalt) {
        return version;
      }
    }
    return null;
  }
}
