// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;

/**
 * Reads the ClientHello out of the Initial packets of a QUIC connection (RFC 9000 section 17.2.2).
 * It may be spread over several frames and packets, in any order; at most {@link #MAX_HELLO_BYTES}
 * of it are kept, and at most {@link #MAX_PACKETS} packets are tried.
 */
final class QuicInitials {
  static final int MAX_HELLO_BYTES = 32 * 1024;
  static final int MAX_PACKETS = 16;

  /** What a piece takes besides its bytes. */
  private static final int PIECE_BYTES = 96;

  private static final int MIN_ID_BYTES = 8;
  private static final int MAX_ID_BYTES = 20;
  private static final int LONG_HEADER_BITS = 0xc0;
  private static final int TAG_BYTES = 16;
  private static final int SAMPLE_BYTES = 16;
  private static final int MESSAGE_HEADER = 4;

  private final Handshake handshake;
  private final TreeMap<Integer, byte[]> pieces = new TreeMap<>();
  private @Nullable QuicKeys keys;
  private int heldBytes;
  private int packets;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  QuicInitials(Handshake handshake) {
    this.handshake = handshake;
  }

  /** Whether a datagram starts with an Initial packet of a version that is read. */
  static boolean isInitial(byte[] bytes, int from, int to) {
    if (to - from < 7 || (bytes[from] & LONG_HEADER_BITS) != LONG_HEADER_BITS) {
      return false;
    }
    QuicVersion version = QuicVersion.of(BigEndian.i32(bytes, from + 1));
    int idBytes = bytes[from + 5] & 0xff;
    return version != null
        && (bytes[from] >> 4 & 3) == version.initialType
        && idBytes <= MAX_ID_BYTES;
  }

  int heldBytes() {
    return heldBytes;
  }

  boolean isDone() {
    return handshake.isClientSeen() || packets >= MAX_PACKETS || heldBytes > MAX_HELLO_BYTES;
  }

  /** Takes a datagram that {@link #isInitial is one}. */
  void datagram(byte[] datagram, int from, int to, long captureOffset, DecodeSink sink) {
    packets++;
    bytes = datagram;
    at = from + 5;
    end = to;
    try {
      byte[] content = open(from, QuicVersion.of(BigEndian.i32(datagram, from + 1)));
      if (content != null) {
        content(content, captureOffset, sink);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has AES and HMAC", e);
    } finally {
      bytes = new byte[0];
      if (isDone()) {
        pieces.clear();
        heldBytes = 0;
      }
    }
  }

  /** Takes what a packet holds once it is deciphered. */
  void content(byte[] content, long captureOffset, DecodeSink sink) {
    bytes = content;
    at = 0;
    end = content.length;
    frames();
    hello(captureOffset, sink);
  }

  /** The frames of a packet, null when they cannot be read. */
  private byte @Nullable [] open(int from, @Nullable QuicVersion version)
      throws GeneralSecurityException {
    byte[] id = field(end - at < 1 ? 0 : bytes[at++] & 0xff);
    field(end - at < 1 ? 0 : bytes[at++] & 0xff);
    field((int) Math.min(Integer.MAX_VALUE, number()));
    long length = number();
    if (at > end || length > end - at || length < 4 + SAMPLE_BYTES || version == null) {
      return null;
    }
    if (keys == null) {
      if (id.length < MIN_ID_BYTES) {
        return null;
      }
      keys = QuicKeys.ofClient(version, id);
    }
    byte[] mask = keys.mask(bytes, at + 4);
    int first = bytes[from] ^ mask[0] & 0x0f;
    int numberBytes = (first & 3) + 1;
    byte[] head = Arrays.copyOfRange(bytes, from, at + numberBytes);
    head[0] = (byte) first;
    long number = 0;
    for (int i = 0; i < numberBytes; i++) {
      int index = head.length - numberBytes + i;
      head[index] ^= mask[1 + i];
      number = number << 8 | head[index] & 0xff;
    }
    int contentEnd = at + (int) length;
    int contentStart = at + numberBytes;
    return contentEnd - contentStart < TAG_BYTES
        ? null
        : keys.open(head, number, bytes, contentStart, contentEnd);
  }

  /** RFC 9000 section 19: of the frames of Initial packets, CRYPTO is read. */
  private void frames() {
    while (at < end) {
      int type = bytes[at++];
      switch (type) {
        case 0, 1 -> {}
        case 2, 3 -> acknowledgment(type == 3);
        case 6 -> {
          long offset = number();
          long length = number();
          if (at > end || length > end - at || offset > MAX_HELLO_BYTES) {
            return;
          }
          byte[] piece = field((int) length);
          byte[] former = pieces.put((int) offset, piece);
          heldBytes += piece.length - (former == null ? -PIECE_BYTES : former.length);
        }
        default -> {
          return;
        }
      }
    }
  }

  private void acknowledgment(boolean hasCounts) {
    number();
    number();
    long ranges = number();
    number();
    for (long i = 0; i < ranges && at < end; i++) {
      number();
      number();
    }
    for (int i = 0; hasCounts && i < 3; i++) {
      number();
    }
  }

  /** Hands on the first message once it is whole. */
  private void hello(long captureOffset, DecodeSink sink) {
    byte[] message = new byte[heldBytes];
    int length = 0;
    for (Map.Entry<Integer, byte[]> piece : pieces.entrySet()) {
      int known = length - piece.getKey();
      byte[] data = piece.getValue();
      if (known < 0) {
        break;
      }
      if (known < data.length) {
        System.arraycopy(data, known, message, length, data.length - known);
        length += data.length - known;
      }
    }
    if (length >= MESSAGE_HEADER) {
      int body = BigEndian.i32(message, 0) & 0xff_ffff;
      if (MESSAGE_HEADER + body <= length) {
        int to = MESSAGE_HEADER + body;
        handshake.message(message[0], message, MESSAGE_HEADER, to, captureOffset, sink);
      }
    }
  }

  /** The next {@code length} bytes; beyond the end there are none. */
  private byte[] field(int length) {
    if (length > end - at) {
      at = end + 1;
      return new byte[0];
    }
    byte[] field = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return field;
  }

  /** A number of variable length (RFC 9000 section 16); 0 beyond the end. */
  private long number() {
    int size = at < end ? 1 << (bytes[at] >> 6 & 3) : 0;
    if (size == 0 || size > end - at) {
      at = end + 1;
      return 0;
    }
    long value = bytes[at++] & 0x3f;
    for (int i = 1; i < size; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }
}
