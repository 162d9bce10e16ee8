// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.Counted;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.RunWords;
import winnow.analysis.count.Share;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.count.StableHash;
import winnow.analysis.count.WordTally;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.word.DomainClasses;
import winnow.topics.CanonicalOrder;
import winnow.topics.Corpus;
import winnow.topics.CorpusBuilder;

/**
 * Brings what several workers counted into one order that depends on neither workers nor arrival:
 * documents by address, words by text.
 */
final class DayCorpusBuilder {
  private final Counted counted;
  private final Words words;
  private final LongTable distinctWords = new LongTable();
  private final int[][] distinctOf;

  DayCorpusBuilder(Counted counted, Words words) {
    this.counted = counted;
    this.words = words;
    distinctOf = new int[counted.shares().size()][];
  }

  DayCorpus build(Feedback feedback, DomainClasses classes, int duplication) {
    countAgents(feedback, duplication);
    collectWords();
    BenignWords benign = new BenignWords(classes, counted.httpTexts(), distinctWords);
    int benignRows = 0;
    for (BenignRow row : feedback.benign()) {
      benignRows += benign.add(row) ? 1 : 0;
    }
    benign.pairs().forEach(pair -> distinctWords.add(pair.word()));
    int[] documentOf = usedDocuments(benign.pairs());
    String[] documents = sortDocuments(documentOf);
    String[] keys = new String[distinctWords.size()];
    Arrays.setAll(keys, i -> words.key(distinctWords.key(i)));
    String[] wordKeys = sortedDistinct(keys);
    int[] wordOfDistinct = positions(keys, wordKeys);
    CorpusBuilder corpus = new CorpusBuilder(Math.max(1, pairs() + benign.pairs().size()));
    addBenign(corpus, benign.pairs(), documentOf, wordOfDistinct, duplication);
    for (int[] local : distinctOf) {
      Arrays.setAll(local, i -> wordOfDistinct[local[i]]);
    }
    addRows(corpus, documentOf);
    Corpus built = corpus.build(order(documents), order(wordKeys));
    long[] packed = new long[wordKeys.length];
    for (int i = 0; i < keys.length; i++) {
      packed[wordOfDistinct[i]] = distinctWords.key(i);
    }
    return new DayCorpus(built, documents, wordKeys, packed, documentOf, distinctOf, benignRows);
  }

  private void addBenign(
      CorpusBuilder corpus,
      List<BenignWords.Pair> pairs,
      int[] documentOf,
      int[] wordOfDistinct,
      int duplication) {
    for (BenignWords.Pair pair : pairs) {
      int document = documentOf[counted.addresses().id(pair.document())];
      corpus.add(document, wordOfDistinct[distinctWords.find(pair.word())], duplication);
    }
  }

  private static CanonicalOrder order(String[] texts) {
    return CanonicalOrder.asGiven(Arrays.stream(texts).mapToLong(StableHash::of).toArray());
  }

  /** Rows of each user agent; benign rows count as often as they count in training. */
  private void countAgents(Feedback feedback, int duplication) {
    SharedTexts agents = counted.httpTexts().agents();
    for (BenignRow row : feedback.benign()) {
      if (row instanceof BenignRow.Http http) {
        agents.id(http.userAgent());
      }
    }
    long[] rows = new long[agents.size()];
    counted.shares().forEach(share -> share.words().addAgents(rows));
    for (BenignRow row : feedback.benign()) {
      if (row instanceof BenignRow.Http http) {
        rows[agents.id(http.userAgent())] += duplication;
      }
    }
    counted.httpTexts().countAgents(rows);
  }

  private void collectWords() {
    for (int share = 0; share < distinctOf.length; share++) {
      LongTable local = counted.shares().get(share).tally().words();
      RunWords meaning = counted.shares().get(share).words();
      int[] distinct = new int[local.size()];
      for (int word = 0; word < distinct.length; word++) {
        distinct[word] = distinctWords.add(meaning.runWord(local.key(word)));
      }
      distinctOf[share] = distinct;
    }
  }

  private int pairs() {
    return counted.shares().stream().mapToInt(share -> share.tally().pairs()).sum();
  }

  /** 0 for every address that is a document, -1 for those met only in rows that do not count. */
  private int[] usedDocuments(List<BenignWords.Pair> benign) {
    benign.forEach(pair -> counted.addresses().id(pair.document()));
    int[] used = new int[counted.addresses().size()];
    Arrays.fill(used, -1);
    for (Share share : counted.shares()) {
      WordTally tally = share.tally();
      for (int pair = 0; pair < tally.pairs(); pair++) {
        used[tally.document(pair)] = 0;
      }
    }
    benign.forEach(pair -> used[counted.addresses().id(pair.document())] = 0);
    return used;
  }

  /** Replaces the marks of {@link #usedDocuments} by positions. */
  private String[] sortDocuments(int[] documentOf) {
    String[] texts = new String[documentOf.length];
    int used = 0;
    for (int id = 0; id < documentOf.length; id++) {
      if (documentOf[id] == 0) {
        texts[used++] = counted.addresses().text(id);
      }
    }
    String[] documents = Arrays.copyOf(texts, used);
    Arrays.sort(documents);
    for (int position = 0; position < used; position++) {
      documentOf[counted.addresses().id(documents[position])] = position;
    }
    return documents;
  }

  private void addRows(CorpusBuilder corpus, int[] documentOf) {
    for (int share = 0; share < distinctOf.length; share++) {
      WordTally tally = counted.shares().get(share).tally();
      for (int pair = 0; pair < tally.pairs(); pair++) {
        corpus.add(
            documentOf[tally.document(pair)],
            distinctOf[share][tally.word(pair)],
            tally.count(pair));
      }
    }
  }

  private static String[] sortedDistinct(String[] texts) {
    String[] sorted = texts.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (String text : sorted) {
      if (kept == 0 || !sorted[kept - 1].equals(text)) {
        sorted[kept++] = text;
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  private static int[] positions(String[] texts, String[] sorted) {
    Map<String, Integer> position = HashMap.newHashMap(sorted.length);
    for (int i = 0; i < sorted.length; i++) {
      position.put(sorted[i], i);
    }
    int[] positions = new int[texts.length];
    Arrays.setAll(positions, i -> position.getOrDefault(texts[i], -1));
    return positions;
  }
}
