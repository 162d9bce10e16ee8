// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.decode.DecodeOptions;
import winnow.lake.catalog.InputIdentity;
import winnow.schema.TelemetryKind;

/**
 * What is kept of an input of which something was rejected.
 *
 * @param input the input
 * @param options with what it was decoded; {@code kinds} are those to ask for next time
 * @param isMapped whether a mapping said how
 * @param form in which form its rejected pieces are kept
 * @param path where the input was; null when it was no file, or that is not known
 * @param keptAt when it was decoded
 * @param rejected rejections by the label of their reason
 * @param leftOut rejections that are not among the pieces, by why
 * @param pieces how many pieces are kept
 * @param bytes size of what is kept
 */
public record QuarantineEntry(
    InputIdentity input,
    DecodeOptions options,
    boolean isMapped,
    Form form,
    @Nullable Path path,
    Instant keptAt,
    Map<String, Long> rejected,
    Map<String, Long> leftOut,
    long pieces,
    long bytes) {

  private static final Logger LOG = LoggerFactory.getLogger(QuarantineEntry.class);

  /** The format of a file that was not read. */
  static final String UNKNOWN = "unknown";

  /** The property that tells when an entry was kept. */
  static final String KEPT_AT = "kept-at";

  /** In which form rejected pieces are kept. */
  public enum Form {
    /** As an input that has nothing else in it; the rest of the original is in the lake. */
    PIECES,
    /** The whole input, of which nothing is in the lake. */
    WHOLE,
    /** Nothing but where the whole input was, of which nothing is in the lake. */
    PATH,
    /** Samples alone. */
    SAMPLES,
    /** Nothing but where an input is of which nothing could be read, and why. */
    REFUSED
  }

  /** Copies the maps. */
  public QuarantineEntry {
    rejected = new TreeMap<>(rejected);
    leftOut = new TreeMap<>(leftOut);
  }

  /**
   * An entry of a file that was not read; known by where it is.
   *
   * @param why why, in one sentence
   */
  static QuarantineEntry ofRefused(
      InputFile file, String why, String source, DecodeOptions options, boolean isMapped) {
    Path path = file.path().toAbsolutePath();
    return new QuarantineEntry(
        new InputIdentity(keyOf(file), file.name(), source, UNKNOWN, file.sizeBytes()),
        options,
        isMapped,
        Form.REFUSED,
        path,
        Instant.now(),
        Map.of(why, 1L),
        Map.of(),
        0,
        0);
  }

  /** Name of the entry of a file that was not read. */
  static String keyOf(InputFile file) {
    return ContentStream.sha256(PathText.of(file.path().toAbsolutePath().normalize()));
  }

  /** Digest of the input, which is the name of the entry. */
  public String sha256() {
    return input.sha256();
  }

  /** Whether the rest of the input has to come into the lake another way. */
  boolean hasPiecesAlone() {
    return form == Form.PIECES || form == Form.SAMPLES;
  }

  /** Why it cannot be decoded again; null when it can. */
  public @Nullable String obstacle() {
    return switch (form) {
      case PIECES, WHOLE -> null;
      case REFUSED -> whereItWas("the file");
      case PATH -> whereItWas("the file is too large to be kept and");
      case SAMPLES ->
          leftOut.isEmpty()
              ? "single pieces of " + input.format() + " are not kept"
              : "no piece could be kept: " + String.join(", ", leftOut.keySet());
    };
  }

  private @Nullable String whereItWas(String subject) {
    Path place = path;
    if (place == null) {
      return subject + " had a path that is none to this process; ingest it again";
    }
    return Files.isRegularFile(place) ? null : subject + " is no longer at " + place;
  }

  Properties toProperties() {
    Properties values = new Properties();
    values.setProperty("sha256", input.sha256());
    values.setProperty("name", input.name());
    values.setProperty("source", input.source());
    values.setProperty("format", input.format());
    values.setProperty("size", Long.toString(input.sizeBytes()));
    values.setProperty("zone", options.zone().getId());
    values.setProperty(
        "kinds", String.join(",", options.kinds().stream().map(Enum::name).toList()));
    values.setProperty("mapped", Boolean.toString(isMapped));
    values.setProperty("form", form.name());
    values.setProperty(KEPT_AT, keptAt.toString());
    values.setProperty("pieces", Long.toString(pieces));
    values.setProperty("bytes", Long.toString(bytes));
    put(values, "layout", options.layout());
    put(values, "written-at", options.writtenAt());
    put(values, "path", path == null ? null : PathText.of(path));
    rejected.forEach((reason, count) -> put(values, "rejected." + reason, count));
    leftOut.forEach((why, count) -> put(values, "left-out." + why, count));
    return values;
  }

  private static void put(Properties values, String key, @Nullable Object value) {
    if (value != null) {
      values.setProperty(key, value.toString());
    }
  }

  /**
   * Reads what {@link #toProperties} wrote.
   *
   * @throws RuntimeException when something is missing or wrong
   */
  static QuarantineEntry of(Properties values) {
    String writtenAt = values.getProperty("written-at");
    String path = values.getProperty("path");
    String name = text(values, "name");
    Set<TelemetryKind> kinds = EnumSet.noneOf(TelemetryKind.class);
    for (String kind : text(values, "kinds").split(",")) {
      if (!kind.isEmpty()) {
        kinds.add(TelemetryKind.valueOf(kind));
      }
    }
    return new QuarantineEntry(
        new InputIdentity(
            text(values, "sha256"),
            name,
            text(values, "source"),
            text(values, "format"),
            Long.parseLong(text(values, "size"))),
        new DecodeOptions(
            name,
            ZoneId.of(text(values, "zone")),
            values.getProperty("layout"),
            writtenAt == null ? null : Instant.parse(writtenAt),
            kinds),
        Boolean.parseBoolean(text(values, "mapped")),
        Form.valueOf(text(values, "form")),
        path == null ? null : path(path),
        Instant.parse(text(values, KEPT_AT)),
        counts(values, "rejected."),
        counts(values, "left-out."),
        Long.parseLong(text(values, "pieces")),
        Long.parseLong(text(values, "bytes")));
  }

  /** A path that is none here, as in another locale, costs no more than itself. */
  private static @Nullable Path path(String text) {
    try {
      return PathText.path(text);
    } catch (IllegalArgumentException e) {
      LOG.warn("\"{}\" is no path to this process: {}", text, e.getMessage());
      return null;
    }
  }

  private static String text(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return value;
  }

  private static Map<String, Long> counts(Properties values, String prefix) {
    Map<String, Long> counts = new TreeMap<>();
    for (String key : values.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        counts.put(key.substring(prefix.length()), Long.parseLong(values.getProperty(key)));
      }
    }
    return counts;
  }
}
