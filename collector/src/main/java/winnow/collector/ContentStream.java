// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the digest of the bytes that are read, and that of those up to certain places. */
final class ContentStream extends FilterInputStream {
  private static final int BUFFER_BYTES = 1 << 18;

  private final MessageDigest digest = sha256Digest();
  private final Iterator<Long> places;
  private final Map<Long, String> prefixes = new TreeMap<>();
  private @Nullable Long place;
  private long count;

  /**
   * Reads {@code input}.
   *
   * @param places byte counts after which the digest is wanted, each at least 1
   */
  ContentStream(InputStream input, NavigableSet<Long> places) {
    super(input);
    this.places = places.iterator();
    next();
  }

  /** SHA-256 of {@code text} in UTF-8, lower-case hex. */
  static String sha256(String text) {
    MessageDigest digest = sha256Digest();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** Reads what is left. */
  ContentStream readThrough() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (read(buffer, 0, buffer.length) >= 0) {
      // The digest is taken on the way.
    }
    return this;
  }

  /** The bytes that were read. */
  Recognition.Content content() {
    return new Recognition.Content(sha256(), count);
  }

  /** SHA-256 of the bytes that were read, lower-case hex. */
  String sha256() {
    return hex(digest);
  }

  /** SHA-256 of the bytes up to those places that were reached, lower-case hex, in their order. */
  Map<Long, String> prefixes() {
    return prefixes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Long end = place;
    int most = end == null ? length : (int) Math.min(length, end - count);
    int read = super.read(target, from, most);
    if (read > 0) {
      digest.update(target, from, read);
      count += read;
      if (end != null && count == end) {
        prefixes.put(end, hex(digest));
        next();
      }
    }
    return read;
  }

  private void next() {
    place = places.hasNext() ? places.next() : null;
  }

  @Override
  public long skip(long most) throws IOException {
    return readNBytes((int) Math.min(most, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private static String hex(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 cannot be copied", e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
