// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Small corpora made to order. */
final class Corpora {
  private Corpora() {}

  /** Documents of Zipf words; some counts are too large for 32-bit rows. */
  static Corpus random(long seed, int documents, int words, int pairs) {
    CorpusBuilder builder = new CorpusBuilder(pairs);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < pairs; i++) {
      int word = (int) Math.pow(words, random.nextDouble()) - 1;
      int count = random.nextInt(10) == 0 ? 1 + random.nextInt(100_000) : 1 + random.nextInt(200);
      builder.add((int) Math.pow(documents, random.nextDouble()) - 1, word, count);
    }
    return builder.build(keys(documents), keys(words));
  }

  /** Distinct keys in order of id. */
  static CanonicalOrder keys(int size) {
    return CanonicalOrder.asGiven(LongStream.range(0, size).map(RandomStart::mix).toArray());
  }
}
