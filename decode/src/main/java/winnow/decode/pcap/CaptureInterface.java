// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

/**
 * An interface description of a pcapng section.
 *
 * @param linkType LINKTYPE number
 * @param snapLength most bytes kept of a packet, 0 when all
 * @param resolution if_tsresol: ticks per second are 10^n, or 2^n when bit 7 is set
 * @param offsetSeconds if_tsoffset, added to every time
 */
record CaptureInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {

  /** Microseconds since the epoch of a time stamp; negative when it does not fit. */
  long micros(long ticks) {
    int exponent = resolution & 0x7f;
    long seconds;
    long micros;
    if ((resolution & 0x80) != 0) {
      seconds = exponent > 63 ? 0 : ticks >>> exponent;
      long fraction = exponent > 63 ? ticks : ticks & ((1L << exponent) - 1);
      int coarser = Math.max(0, exponent - 43);
      micros = exponent > 106 ? 0 : (fraction >>> coarser) * 1_000_000 >>> (exponent - coarser);
    } else {
      long perSecond = exponent > 19 ? 0 : powerOfTen(exponent);
      seconds = perSecond == 0 ? 0 : Long.divideUnsigned(ticks, perSecond);
      long fraction = perSecond == 0 ? ticks : Long.remainderUnsigned(ticks, perSecond);
      micros =
          exponent <= 6
              ? fraction * powerOfTen(6 - exponent)
              : Long.divideUnsigned(fraction, powerOfTen(Math.min(19, exponent - 6)));
    }
    long whole = seconds + offsetSeconds;
    return whole < 0 || whole > Integer.MAX_VALUE * 8L ? -1 : whole * 1_000_000 + micros;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
