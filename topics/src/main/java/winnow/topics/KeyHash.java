// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/** Random numbers that are functions of what they are drawn for: no stream, no order, no state. */
final class KeyHash {
  private KeyHash() {}

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
   * Generators, 2014).
   */
  static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of an ordered pair. */
  static long mix(long a, long b) {
    return mix(mix(a) ^ b);
  }
}
