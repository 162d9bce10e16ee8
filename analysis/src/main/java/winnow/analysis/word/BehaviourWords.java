// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

/**
 * How a host uses a service: its role and that of the other end, protocol and port, amounts both
 * ways, duration, outcome. The hour is no part of it. A word has 42 bits.
 */
public final class BehaviourWords {
  private static final int HANDED_OUT = 49_152;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int ROLE = 40;

  private BehaviourWords() {}

  /**
   * The word of a flow but for the roles of its ends.
   *
   * @param service protocol and, in the lower 16 bits, port
   */
  public static long word(
      int service, long sent, long received, long durationMicros, boolean failed) {
    long port = Math.min(service & 0xffff, HANDED_OUT);
    long protocol = service >>> Short.SIZE & 0xff;
    return port
        | protocol << 16
        | (long) AmountBins.bin(sent) << 24
        | (long) AmountBins.bin(received) << 28
        | (long) AmountBins.bin(durationMicros / MICROS_PER_SECOND) << 32
        | (failed ? 1L : 0) << 36;
  }

  /** The word of the end that began a flow. */
  public static long ofClient(long word, boolean serverIsInside) {
    return word | (serverIsInside ? 0 : 1L) << ROLE;
  }

  /** The word of the end that served a flow. */
  public static long ofServer(long word, boolean clientIsInside) {
    return word | (clientIsInside ? 2L : 3L) << ROLE;
  }

  /** What a word means, for people. */
  public static String describe(long word) {
    String[] roles = {"to inside ", "to outside ", "from inside ", "from outside "};
    int port = (int) word & 0xffff;
    return roles[(int) (word >>> ROLE) & 3]
        + (port == HANDED_OUT ? "a high port" : port)
        + "/"
        + (word >>> 16 & 0xff)
        + ", sent "
        + AmountBins.range((int) (word >>> 24) & 0xf)
        + " bytes, got "
        + AmountBins.range((int) (word >>> 28) & 0xf)
        + ", "
        + AmountBins.range((int) (word >>> 32) & 0xf)
        + " s"
        + ((word >>> 36 & 1) == 1 ? ", failed" : "");
  }
}
