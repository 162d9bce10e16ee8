// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

/**
 * The word of a DNS transaction, for the host that asked. A word is packed into a long: what the
 * name gives, the length of the frame, the hour, the type asked for and the response code.
 */
public final class SpotDnsWords {
  /** The type or response code of a transaction that has none. */
  public static final int ABSENT = -1;

  /** Highest type or response code that a word can hold. */
  public static final int MAX_CODE = 0xffff;

  private static final int CODE_BITS = 17;
  private static final int CODE_MASK = (1 << CODE_BITS) - 1;
  private static final int TYPE_SHIFT = CODE_BITS;
  private static final int HOUR_SHIFT = 2 * CODE_BITS;
  private static final int LENGTH_SHIFT = HOUR_SHIFT + 5;
  private static final int NAME_SHIFT = LENGTH_SHIFT + 6;
  private static final int ENTROPY_SHIFT = 5;
  private static final int SUBDOMAIN_SHIFT = 10;
  private static final int CLASS_SHIFT = 15;
  private static final int FIVE_BITS = 0x1f;

  private SpotDnsWords() {}

  /** What the name asked for gives to a word; the same for all queries of it. */
  public static int nameFeatures(String name, DomainClasses classes, Entropy entropy) {
    DomainParts parts = DomainParts.of(name);
    String subdomain = parts.subdomain();
    double bits = subdomain == null ? 0 : entropy.bits(subdomain);
    return classes.classOf(parts.domain()) << CLASS_SHIFT
        | Bins.floorLog2(parts.subdomainLength()) << SUBDOMAIN_SHIFT
        | Bins.entropyBin(bits) << ENTROPY_SHIFT
        | Bins.floorLog2(parts.parts());
  }

  /**
   * The word.
   *
   * @param nameFeatures see {@link #nameFeatures}
   * @param frameOctets length of the frame
   * @param hour 0 to 23
   * @param type type asked for, or {@link #ABSENT}
   * @param responseCode response code, or {@link #ABSENT}
   */
  public static long word(
      int nameFeatures, long frameOctets, int hour, int type, int responseCode) {
    return (long) nameFeatures << NAME_SHIFT
        | (long) Bins.floorLog2(frameOctets) << LENGTH_SHIFT
        | (long) hour << HOUR_SHIFT
        | (long) (type + 1) << TYPE_SHIFT
        | responseCode + 1;
  }

  /** The class of the domain, see {@link DomainClasses}. */
  public static int domainClass(long word) {
    return (int) (word >>> NAME_SHIFT + CLASS_SHIFT) & FIVE_BITS;
  }

  /** The bin of the length of the frame. */
  public static int lengthBin(long word) {
    return (int) (word >>> LENGTH_SHIFT) & 0x3f;
  }

  /** The hour, 0 to 23. */
  public static int hour(long word) {
    return (int) (word >>> HOUR_SHIFT) & FIVE_BITS;
  }

  /** The bin of the length of the subdomain. */
  public static int subdomainBin(long word) {
    return (int) (word >>> NAME_SHIFT + SUBDOMAIN_SHIFT) & FIVE_BITS;
  }

  /** The bin of the entropy of the subdomain. */
  public static int entropyBin(long word) {
    return (int) (word >>> NAME_SHIFT + ENTROPY_SHIFT) & FIVE_BITS;
  }

  /** The bin of the number of labels. */
  public static int partsBin(long word) {
    return (int) (word >>> NAME_SHIFT) & FIVE_BITS;
  }

  /** The type asked for, or {@link #ABSENT}. */
  public static int type(long word) {
    return ((int) (word >>> TYPE_SHIFT) & CODE_MASK) - 1;
  }

  /** The response code, or {@link #ABSENT}. */
  public static int responseCode(long word) {
    return ((int) word & CODE_MASK) - 1;
  }

  /** The word as Spot writes it, such as {@code 2_7_11_2_10_1_1_0}. */
  public static String text(long word) {
    return domainClass(word)
        + "_"
        + lengthBin(word)
        + "_"
        + hour(word)
        + "_"
        + subdomainBin(word)
        + "_"
        + entropyBin(word)
        + "_"
        + partsBin(word)
        + "_"
        + type(word)
        + "_"
        + responseCode(word);
  }
}
