// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import winnow.decode.Compression;
import winnow.decode.format.Formats;

/**
 * A file to be read.
 *
 * @param path where it is
 * @param name what it is called: its path in the folder that was named, or its name alone
 * @param sizeBytes its size as stored
 */
public record InputFile(Path path, String name, long sizeBytes) {
  private static final int BUFFER_BYTES = 1 << 18;

  /** The file at {@code path}. */
  public static InputFile of(Path path) throws IOException {
    Path fileName = path.getFileName();
    String name = fileName == null ? path.toString() : fileName.toString();
    return new InputFile(path, name, Files.size(path));
  }

  /** Writes all bytes of {@code input} to the file at {@code path}, as an input called so. */
  public static InputFile spool(InputStream input, Path path, String name) throws IOException {
    return new InputFile(path, name, Files.copy(input, path));
  }

  /** What messages call it: its path, or its name when the path means nothing to people. */
  public String label() {
    String text = path.toString();
    return text.equals(name) || text.endsWith("/" + name) ? text : name;
  }

  /** When it was last written. */
  public Instant modifiedAt() throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  /** The first decompressed bytes, which tell the format. */
  public byte[] head() throws IOException {
    try (InputStream input = open(bytes -> {})) {
      return input.readNBytes(Formats.HEAD_BYTES);
    }
  }

  /**
   * The bytes of the file, decompressed.
   *
   * @param progress is told how many bytes of the stored file were read since the last time
   */
  public InputStream open(LongConsumer progress) throws IOException {
    InputStream stored = openStored();
    try {
      return new BufferedInputStream(
          Compression.unwrap(new ObservedInputStream(stored, progress)), BUFFER_BYTES);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** The bytes of the file as they are stored. */
  InputStream openStored() throws IOException {
    return Files.newInputStream(path);
  }

  /** Whether it is compressed in a way that is undone. */
  boolean isCompressed() throws IOException {
    try (InputStream input = openStored()) {
      return Compression.of(input.readNBytes(Compression.MAGIC_BYTES)).isPresent();
    }
  }

  /**
   * SHA-256 of the bytes, decompressed, lower-case hex: the identity of the content under any name.
   */
  public String sha256() throws IOException {
    try (ContentStream input = new ContentStream(open(bytes -> {}), new TreeSet<>())) {
      return input.readThrough().sha256();
    }
  }

  /** Whether its bytes, decompressed or as they are stored, have this digest. */
  boolean hasDigest(String sha256) throws IOException {
    try (ContentStream stored = new ContentStream(openStored(), new TreeSet<>())) {
      return sha256().equals(sha256) || stored.readThrough().sha256().equals(sha256);
    }
  }

  /** Its name without folders. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** File name without the suffix that says how it is compressed. */
  public String nameWithoutCompression() {
    return Compression.stripSuffix(fileName());
  }
}
