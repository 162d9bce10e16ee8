// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CorpusBuilderTest {
  @Test
  void countsLikeASortedMap() {
    for (int seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int documents = 1 + random.nextInt(600);
      int words = 1 + random.nextInt(70_000);
      CorpusBuilder builder = new CorpusBuilder(1 + random.nextInt(50));
      TreeMap<Long, Long> expected = new TreeMap<>();
      for (int i = 0; i < 3000; i++) {
        int document = random.nextInt(documents);
        int word = (int) Math.pow(words, random.nextDouble()) - 1;
        int count = 1 + random.nextInt(5);
        builder.add(document, word, count);
        expected.merge((long) document << 32 | word, (long) count, Long::sum);
      }
      Corpus corpus = builder.build(Corpora.keys(documents), Corpora.keys(words));
      TreeMap<Long, Long> counted = new TreeMap<>();
      for (int document = 0; document < documents; document++) {
        int end = corpus.table().starts()[document + 1];
        for (int pair = corpus.firstPair(document); pair < end; pair++) {
          counted.put((long) document << 32 | corpus.word(pair), (long) corpus.count(pair));
        }
      }
      assertThat(counted).isEqualTo(expected);
      assertThat(corpus.pairs()).isEqualTo(expected.size());
      assertThat(corpus.tokens()).isEqualTo(expected.values().stream().mapToLong(c -> c).sum());
    }
  }

  @Test
  void theOrderOfArrivalLeavesNoTrace() {
    int size = 1000;
    SplittableRandom random = new SplittableRandom(9);
    CorpusBuilder forward = new CorpusBuilder();
    CorpusBuilder backward = new CorpusBuilder(7);
    long[] keys = random.longs(size).toArray();
    long[] reversed = new long[size];
    for (int id = 0; id < size; id++) {
      reversed[size - 1 - id] = keys[id];
    }
    int[] documents = random.ints(20_000, 0, size).toArray();
    int[] words = random.ints(20_000, 0, size).toArray();
    for (int i = 0; i < documents.length; i++) {
      forward.add(documents[i], words[i], 2);
      int last = documents.length - 1 - i;
      backward.add(size - 1 - documents[last], size - 1 - words[last], 1);
      backward.add(size - 1 - documents[last], size - 1 - words[last], 1);
    }
    CanonicalOrder order = CanonicalOrder.ascending(keys);
    CanonicalOrder other = CanonicalOrder.ascending(reversed);
    String digest = forward.build(order, order).digest();
    assertThat(backward.build(other, other).digest()).isEqualTo(digest);
  }

  @Test
  void addsWhatAnotherCounted() {
    CorpusBuilder first = new CorpusBuilder();
    first.add(0, 0, 1);
    CorpusBuilder second = new CorpusBuilder();
    second.add(0, 0, 2);
    second.add(1, 0, 5);
    first.addAll(second);
    Corpus corpus = first.build(Corpora.keys(2), Corpora.keys(1));
    assertThat(corpus.count(0)).isEqualTo(3);
    assertThat(corpus.count(1)).isEqualTo(5);
  }

  @Test
  void aCountStopsAtTheLargestInt() {
    CorpusBuilder builder = new CorpusBuilder();
    builder.add(0, 0, Integer.MAX_VALUE);
    builder.add(0, 0, Integer.MAX_VALUE);
    assertThat(builder.build(Corpora.keys(1), Corpora.keys(1)).count(0))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void rejectsMoreTokensThanFixedPointHolds() {
    CorpusBuilder builder = new CorpusBuilder();
    for (int word = 0; word < 129; word++) {
      builder.add(0, word, Integer.MAX_VALUE);
    }
    assertThatThrownBy(() -> builder.build(Corpora.keys(1), Corpora.keys(129)))
        .hasMessage(
            "corpus has 277025390463 tokens, more than the 274877906944 that fixed-point statistics can hold");
  }

  @Test
  void rejectsIdsWithoutKeysAndCountsOfNothing() {
    CorpusBuilder builder = new CorpusBuilder();
    builder.add(2, 0, 1);
    assertThatThrownBy(() -> builder.build(Corpora.keys(2), Corpora.keys(1)))
        .hasMessage("3 documents were counted but only 2 have a key");
    assertThatThrownBy(() -> builder.add(0, 0, 0))
        .hasMessage("document 0, word 0, count 0: ids are not negative and counts at least 1");
    assertThatThrownBy(() -> CanonicalOrder.ascending(new long[] {5, 5}))
        .hasMessage("two ids share the key 0x0000000000000005");
    assertThatThrownBy(() -> CanonicalOrder.of(new long[2], new int[] {1, 1}))
        .hasMessage("position 1 of id 1 is taken or outside 0..1");
  }
}
