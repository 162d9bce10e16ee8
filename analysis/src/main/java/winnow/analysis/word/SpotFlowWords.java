// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import winnow.context.Protocols;

/**
 * The two words of a flow: one for the host that sent it, one for the host it went to. A word is
 * packed into a long: service mark, port key, protocol, hour and the bins of octets and packets.
 */
public final class SpotFlowWords {
  /** The port key when both ports are 1 to 1024. */
  public static final int BOTH_LOW = 111_111;

  /** The port key when both ports are above 1024. */
  public static final int BOTH_HIGH = 333_333;

  private static final int HIGHEST_LOW_PORT = 1024;
  private static final int MARK_SHIFT = 46;
  private static final int PORT_SHIFT = 27;
  private static final int PROTOCOL_SHIFT = 19;
  private static final int HOUR_SHIFT = 14;
  private static final int OCTETS_SHIFT = 7;
  private static final int BIN_MASK = (1 << 7) - 1;

  private SpotFlowWords() {}

  /** The port that characterises a flow. */
  public static int portKey(int sourcePort, int destinationPort) {
    if (destinationPort == 0) {
      return sourcePort;
    }
    if (sourcePort == 0) {
      return destinationPort;
    }
    boolean sourceLow = sourcePort <= HIGHEST_LOW_PORT;
    boolean destinationLow = destinationPort <= HIGHEST_LOW_PORT;
    if (sourceLow == destinationLow) {
      return sourceLow ? BOTH_LOW : BOTH_HIGH;
    }
    return sourceLow ? sourcePort : destinationPort;
  }

  /** Whether the port key is a port of the first host, to whose word the service mark goes. */
  public static boolean ownsKey(int port, int otherPort) {
    return port != 0
        && (otherPort == 0 || port <= HIGHEST_LOW_PORT && otherPort > HIGHEST_LOW_PORT);
  }

  /** The word without service mark. Ports 0 to 65535, protocol 0 to 255, hour 0 to 23. */
  public static long base(int portKey, int protocol, int hour, long octets, long packets) {
    return (long) portKey << PORT_SHIFT
        | (long) protocol << PROTOCOL_SHIFT
        | (long) hour << HOUR_SHIFT
        | (long) Bins.ceilLog2OfNext(octets) << OCTETS_SHIFT
        | Bins.ceilLog2OfNext(packets);
  }

  /** The word with the service mark, if {@code marked}. */
  public static long mark(long base, boolean marked) {
    return marked ? base | 1L << MARK_SHIFT : base;
  }

  /** Whether the word has the service mark: the port key is the host's own port. */
  public static boolean isMarked(long word) {
    return word >>> MARK_SHIFT != 0;
  }

  /** The port key of a word. */
  public static int portKey(long word) {
    return (int) (word >>> PORT_SHIFT) & (1 << 19) - 1;
  }

  /** The protocol number of a word. */
  public static int protocol(long word) {
    return (int) (word >>> PROTOCOL_SHIFT) & 0xff;
  }

  /** The hour of a word, 0 to 23. */
  public static int hour(long word) {
    return (int) (word >>> HOUR_SHIFT) & 0x1f;
  }

  /** The bin of the octets of a word. */
  public static int octetsBin(long word) {
    return (int) (word >>> OCTETS_SHIFT) & BIN_MASK;
  }

  /** The bin of the packets of a word. */
  public static int packetsBin(long word) {
    return (int) word & BIN_MASK;
  }

  /** The word as Spot writes it, such as {@code -1_23_UDP_12_8_2}. */
  public static String text(long word) {
    StringBuilder text = new StringBuilder(32);
    if (isMarked(word)) {
      text.append("-1_");
    }
    return text.append(portKey(word))
        .append('_')
        .append(Protocols.name(protocol(word)))
        .append('_')
        .append(hour(word))
        .append('_')
        .append(octetsBin(word))
        .append('_')
        .append(packetsBin(word))
        .toString();
  }
}
