// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that protect the Initial packets of a QUIC client, which follow from the connection id
 * that it chose (RFC 9001 section 5.2, RFC 9369 section 3.3).
 */
final class QuicKeys {
  private static final String MAC = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final byte[] nonce;
  private final SecretKeySpec header;

  private QuicKeys(byte[] secret, String prefix) throws GeneralSecurityException {
    key = new SecretKeySpec(expand(secret, prefix + " key", KEY_BYTES), "AES");
    nonce = expand(secret, prefix + " iv", NONCE_BYTES);
    header = new SecretKeySpec(expand(secret, prefix + " hp", KEY_BYTES), "AES");
  }

  /** The keys of a client that sends to {@code connectionId}. */
  static QuicKeys ofClient(QuicVersion version, byte[] connectionId)
      throws GeneralSecurityException {
    byte[] initial = hmac(HexFormat.of().parseHex(version.salt), connectionId);
    return new QuicKeys(expand(initial, "client in", SECRET_BYTES), version.label);
  }

  /** The five bytes that header protection is made with (RFC 9001 section 5.4.3). */
  byte[] mask(byte[] bytes, int sample) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, header);
    return Arrays.copyOf(cipher.doFinal(bytes, sample, KEY_BYTES), 5);
  }

  /** The content of a packet, null when it was not made with these keys. */
  byte @Nullable [] open(byte[] head, long number, byte[] bytes, int from, int to)
      throws GeneralSecurityException {
    byte[] used = nonce.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      used[NONCE_BYTES - 1 - i] ^= (byte) (number >>> 8 * i);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, used));
    cipher.updateAAD(head);
    try {
      return cipher.doFinal(bytes, from, to - from);
    } catch (javax.crypto.AEADBadTagException otherKeys) {
      return null;
    }
  }

  /** HKDF-Expand-Label with an empty context (RFC 8446 section 7.1), of one block at most. */
  private static byte[] expand(byte[] secret, String label, int length)
      throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer info = ByteBuffer.allocate(name.length + 5);
    info.putShort((short) length).put((byte) name.length).put(name).put((byte) 0).put((byte) 1);
    return Arrays.copyOf(hmac(secret, info.array()), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(MAC);
    mac.init(new SecretKeySpec(key, MAC));
    return mac.doFinal(data);
  }
}
