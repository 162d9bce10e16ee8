// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import org.jspecify.annotations.Nullable;

/**
 * The word of an HTTP transaction, for the client. Its numbers are packed into an int; method,
 * content type and status are text that the caller numbers.
 */
public final class SpotHttpWords {
  private static final int AGENT_SHIFT = 0;
  private static final int LENGTH_SHIFT = 6;
  private static final int ENTROPY_SHIFT = 11;
  private static final int HOUR_SHIFT = 16;
  private static final int CLASS_SHIFT = 21;
  private static final int FIVE_BITS = 0x1f;
  private static final int SIX_BITS = 0x3f;

  private SpotHttpWords() {}

  /** The class of the host's domain. */
  public static int hostFeatures(String host, DomainClasses classes) {
    return classes.classOf(DomainParts.of(host).domain()) << CLASS_SHIFT;
  }

  /**
   * Host, path and query in one, without scheme and port; a path or query of one character is left
   * out.
   */
  public static StringBuilder appendUri(
      StringBuilder uri, String host, @Nullable String path, @Nullable String query) {
    uri.append(host);
    if (path != null && path.length() > 1) {
      uri.append(path);
    }
    if (query != null && query.length() > 1) {
      uri.append(query);
    }
    return uri;
  }

  /** What is before the first slash of a media type. */
  public static String contentType(String mimeType) {
    int slash = mimeType.indexOf('/');
    if (slash < 0) {
      return mimeType;
    }
    boolean onlySlashes = mimeType.chars().allMatch(c -> c == '/');
    return onlySlashes ? "unknown_content_type" : mimeType.substring(0, slash);
  }

  /** The status as a word has it. */
  public static String status(@Nullable Integer status) {
    return status == null ? "unknown_response_code" : Integer.toString(status);
  }

  /** The numbers of a word but for the agent. */
  public static int numbers(int hostFeatures, int hour, double uriEntropyBits, int uriLength) {
    return hostFeatures
        | hour << HOUR_SHIFT
        | Bins.entropyBin(uriEntropyBits) << ENTROPY_SHIFT
        | Bins.floorLog2(uriLength) << LENGTH_SHIFT;
  }

  /** The same numbers, with the bin of how many rows have the same user agent. */
  public static int withAgentCount(int numbers, long rowsOfAgent) {
    return numbers | Bins.floorLog2(rowsOfAgent) << AGENT_SHIFT;
  }

  /** The class of the domain, see {@link DomainClasses}. */
  public static int domainClass(int numbers) {
    return numbers >>> CLASS_SHIFT;
  }

  /** The hour, 0 to 23. */
  public static int hour(int numbers) {
    return numbers >>> HOUR_SHIFT & FIVE_BITS;
  }

  /** The bin of the entropy of the URI. */
  public static int entropyBin(int numbers) {
    return numbers >>> ENTROPY_SHIFT & FIVE_BITS;
  }

  /** The bin of the length of the URI. */
  public static int lengthBin(int numbers) {
    return numbers >>> LENGTH_SHIFT & FIVE_BITS;
  }

  /** The bin of how many rows have the same user agent. */
  public static int agentBin(int numbers) {
    return numbers >>> AGENT_SHIFT & SIX_BITS;
  }

  /** The word as Spot writes it, such as {@code 1_11_GET_16_binary_3_4_206}. */
  public static String text(int numbers, String method, String contentType, String status) {
    return domainClass(numbers)
        + "_"
        + hour(numbers)
        + "_"
        + method
        + "_"
        + entropyBin(numbers)
        + "_"
        + contentType
        + "_"
        + agentBin(numbers)
        + "_"
        + lengthBin(numbers)
        + "_"
        + status;
  }
}
