// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the bytes of an input are, by which the ledger knows it when it comes compressed in another
 * way, and when it comes with more bytes at its end.
 *
 * @param storedSha256 SHA-256 of the bytes as they were stored; that of the input when they were
 *     not compressed
 * @param sizeBytes how many bytes there are, decompressed
 * @param head the first of them, 4,096 or all; shared, not compared
 * @param newestInput the newest of the inputs that it was compared with
 */
@SuppressWarnings("ArrayRecordComponent")
public record InputContent(String storedSha256, long sizeBytes, byte[] head, long newestInput) {
  private static final int HEAD_BYTES = 4096;

  /**
   * Inputs that start as another one does, and so may be its beginning.
   *
   * @param newestInput the newest input that was looked at
   * @param sizes how many bytes they have, decompressed
   */
  public record Beginnings(long newestInput, NavigableSet<Long> sizes) {}

  /**
   * An input that starts as this one does came in since it was compared with those in the ledger;
   * nothing was added. It is to be read again.
   */
  public static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OvertakenException(String name) {
      super("an input that starts as " + name + " does came in meanwhile; ingest it again");
    }
  }

  /** The content that starts with {@code bytes}, compared with the inputs {@code seen}. */
  public static InputContent of(
      String storedSha256, long sizeBytes, byte[] bytes, Beginnings seen) {
    return new InputContent(storedSha256, sizeBytes, headOf(bytes), seen.newestInput);
  }

  private static byte[] headOf(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, HEAD_BYTES));
  }

  /**
   * Adds it as that of {@code input}, which has just been added under {@code id}.
   *
   * @throws OvertakenException when it was not compared with all inputs that start as it does
   */
  void add(Sql sql, long id, InputIdentity input) throws SQLException {
    if (!sizesOfBeginnings(sql, head, newestInput).isEmpty()) {
      throw new OvertakenException(input.name());
    }
    sql.update(
        "INSERT INTO input_content (input_id, size_bytes, head_bytes, head_sha256)"
            + " VALUES (?, ?, ?, ?)",
        id,
        sizeBytes,
        head.length,
        sha256(head, head.length));
    if (!storedSha256.equals(input.sha256())) {
      addStored(sql, storedSha256, id);
    }
  }

  /**
   * Notes that bytes with the digest {@code storedSha256} are, decompressed, the input {@code id}.
   */
  static void addStored(Sql sql, String storedSha256, long id) throws SQLException {
    sql.update(
        "INSERT OR IGNORE INTO input_stored (sha256, input_id) VALUES (?, ?)", storedSha256, id);
  }

  /** Inputs that start as {@code bytes} do. */
  static Beginnings beginnings(Sql sql, byte[] bytes) throws SQLException {
    byte[] head = headOf(bytes);
    long newest =
        sql.first("SELECT coalesce(max(id), 0) FROM input", row -> row.getLong(1)).orElseThrow();
    return new Beginnings(newest, sizesOfBeginnings(sql, head, 0));
  }

  /**
   * Sizes of the inputs after {@code newestInput} whose head {@code head} starts with: that of a
   * short one is all of it.
   */
  private static NavigableSet<Long> sizesOfBeginnings(Sql sql, byte[] head, long newestInput)
      throws SQLException {
    List<Integer> lengths =
        sql.list(
            "SELECT DISTINCT head_bytes FROM input_content"
                + " WHERE head_bytes <= ? AND input_id > ?",
            row -> row.getInt(1),
            head.length,
            newestInput);
    NavigableSet<Long> sizes = new TreeSet<>();
    for (int length : lengths) {
      sizes.addAll(
          sql.list(
              "SELECT size_bytes FROM input_content"
                  + " WHERE head_bytes = ? AND head_sha256 = ? AND input_id > ?",
              row -> row.getLong(1),
              length,
              sha256(head, length),
              newestInput));
    }
    return sizes;
  }

  private static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new LakeException("every Java platform has SHA-256", e);
    }
  }
}
