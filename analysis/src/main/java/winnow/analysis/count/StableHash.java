// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

/** Hashes that are the same in every run and on every machine. */
public final class StableHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private StableHash() {}

  /** The finalizer of SplitMix64. */
  public static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** A hash of an ordered pair. */
  public static long mix(long a, long b) {
    return mix(mix(a) ^ b);
  }

  /** FNV-1a over the characters, then mixed. */
  public static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }
}
