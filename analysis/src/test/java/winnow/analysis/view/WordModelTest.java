// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.analysis.detect.Observed;
import winnow.analysis.score.TestRows;

class WordModelTest {
  private final WordPairs pairs = new WordPairs();

  @Test
  void wordsOfAHostShareWhatIsNotLeftToUnseenOnes() {
    WordHistory history = history(14, 0, 8);
    WordModel model = WordModel.train(pairs, history, ViewSettings.PRODUCT, 1);
    for (int host = 0; host < 5; host++) {
      double sum = 0;
      for (int word = 0; word < pairs.words(); word++) {
        double p = model.ofHost(host, word, pair(host, word), model.general(word));
        assertThat(p).isPositive();
        sum += p;
      }
      assertThat(sum).isBetween(0.9, 1.0);
    }
  }

  @Test
  void whatAHostDidIsMoreProbableThanWhatOthersDidAndThatThanTheUnseen() {
    WordHistory history = history(14, 0, 8);
    WordModel model = WordModel.train(pairs, history, ViewSettings.PRODUCT, 1);
    DayWords later =
        View.EDGES.words(Observed.counts(List.of(TestRows.flows(Office.day(50), 1000))), pairs);
    int own = 0;
    for (int at = 0; at < later.size(); at++) {
      int host = later.host(at);
      int word = later.word(at);
      double p = model.ofHost(host, word, later.pair(at), model.general(word));
      if (history.daysOfPair(later.pair(at)) > 4) {
        own++;
        assertThat(p).isGreaterThan(10 * model.general(word) / 8);
      } else if (history.hostsOfWord(word) == 0) {
        assertThat(p).isLessThan(1e-3);
      }
    }
    assertThat(own).isGreaterThan(200);
  }

  @Test
  void daysBeyondTheWindowAreForgotten() {
    WordHistory sliding = history(3, 0, 8);
    WordHistory fresh = history(3, 5, 8);
    assertThat(sliding.corpus().digest()).isEqualTo(fresh.corpus().digest());
    assertThat(sliding.hosts()).isEqualTo(fresh.hosts());
    assertThat(sliding.words()).isEqualTo(fresh.words());
    assertThat(sliding.distinctPairs()).isEqualTo(fresh.distinctPairs());
    assertThat(sliding.singleShare()).isEqualTo(fresh.singleShare());
  }

  @Test
  void theCorpusHasTheDaysOfEachPair() {
    WordHistory history = history(14, 0, 8);
    assertThat(history.corpus().documents()).isEqualTo(Office.PEOPLE);
    assertThat(history.corpus().pairs()).isEqualTo((int) history.distinctPairs());
    long days = 0;
    for (int host = 0; host < pairs.hosts(); host++) {
      days += history.daysOfHost(host);
    }
    assertThat(history.corpus().tokens()).isEqualTo(days);
  }

  @Test
  void withoutTopicsWhatAllDoStandsForThem() {
    WordHistory history = history(14, 0, 8);
    ViewSettings settings = ViewSettings.PRODUCT.withTopics(0);
    WordModel model = WordModel.train(pairs, history, settings, 1);
    WordModel topicsAlone = WordModel.train(pairs, history, settings.withoutMemory(), 1);
    for (int word = 0; word < pairs.words(); word++) {
      double general = model.general(word);
      assertThat(topicsAlone.ofHost(3, word, pair(3, word), general)).isEqualTo(general);
      if (history.daysOfPair(pair(3, word)) > 1) {
        assertThat(model.ofHost(3, word, pair(3, word), general)).isGreaterThan(general);
      }
    }
  }

  @Test
  void repeatsCountWhereTheyAreToldTo() {
    WordHistory once = history(3, 0, 5, ViewSettings.Repeats.ONCE);
    WordHistory logarithm = history(3, 0, 5, ViewSettings.Repeats.LOGARITHM);
    WordHistory every = history(3, 0, 5, ViewSettings.Repeats.EVERY);
    assertThat(every.distinctPairs()).isEqualTo(once.distinctPairs());
    assertThat(every.hosts()).isEqualTo(once.hosts());
    long flows = 0;
    for (int day = 2; day < 5; day++) {
      DayWords words =
          View.EDGES.words(Observed.counts(List.of(TestRows.flows(Office.day(day), 1000))), pairs);
      for (int at = 0; at < words.size(); at++) {
        flows += words.count(at);
      }
    }
    assertThat(every.days()).isEqualTo(flows).isGreaterThan(logarithm.days());
    assertThat(logarithm.days()).isGreaterThan(once.days());
  }

  private WordHistory history(int window, int from, int to) {
    return history(window, from, to, ViewSettings.Repeats.ONCE);
  }

  private WordHistory history(int window, int from, int to, ViewSettings.Repeats repeats) {
    WordHistory history = new WordHistory(pairs, window, repeats);
    for (int day = from; day < to; day++) {
      history.add(
          View.EDGES.words(Observed.counts(List.of(TestRows.flows(Office.day(day), 1000))), pairs));
    }
    return history;
  }

  private int pair(int host, int word) {
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pairs.host(pair) == host && pairs.word(pair) == word) {
        return pair;
      }
    }
    return pairs.size();
  }
}
