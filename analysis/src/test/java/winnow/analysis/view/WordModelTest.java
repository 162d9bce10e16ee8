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
    WordModel model = WordModel.train(pairs, history, 1);
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
    WordModel model = WordModel.train(pairs, history, 1);
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

  private WordHistory history(int window, int from, int to) {
    WordHistory history = new WordHistory(pairs, window);
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
