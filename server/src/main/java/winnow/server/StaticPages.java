// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The built pages, from {@code /ui} on the class path. Thread-safe. */
final class StaticPages {
  private static final String ROOT = "/ui";
  private static final String INDEX = "/index.html";
  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*){1,4}");
  private static final Pattern PAGE =
      Pattern.compile("/|/cases|/suspicious|/ingest|/runs|/runs/[^/]+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "map", "application/json",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  /**
   * A file ready to be sent.
   *
   * @param type media type
   * @param bytes its bytes
   * @param gzipped the same, compressed
   * @param etag entity tag of the bytes, with its quotes
   * @param isImmutable whether the name changes whenever the bytes do
   */
  record Asset(String type, byte[] bytes, byte[] gzipped, String etag, boolean isImmutable) {}

  /** Whether {@code path} is a page of the application, which index.html shows. */
  boolean isPage(String path) {
    return PAGE.matcher(path).matches();
  }

  /** The file behind {@code path}; empty when there is none. */
  Optional<Asset> find(String path) {
    Asset known = loaded.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    if (!FILE.matcher(path).matches()) {
      return Optional.empty();
    }
    Asset read = read(path);
    if (read != null) {
      loaded.put(path, read);
    }
    return Optional.ofNullable(read);
  }

  /** The page that shows all others; empty when the pages were not built. */
  Optional<Asset> index() {
    return find(INDEX);
  }

  private static @Nullable Asset read(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    try (InputStream in = StaticPages.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(type, bytes, gzip(bytes), etag(bytes), path.startsWith("/assets/"));
    } catch (IOException e) {
      throw new UncheckedIOException("page " + path + " cannot be read", e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
