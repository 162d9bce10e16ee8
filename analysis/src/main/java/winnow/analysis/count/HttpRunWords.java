// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Arrays;
import winnow.analysis.word.SpotHttpWords;

/**
 * Words of HTTP transactions. A word needs to know how many rows of the day have the same user
 * agent, so it is counted as the agent's number (low half) beside the number of all its other
 * features (high half), and completed by {@link #runWord} when all rows are counted.
 */
final class HttpRunWords implements RunWords {
  private static final long LOW = 0xffff_ffffL;

  private final HttpTexts texts;
  private final LongTable features = new LongTable();
  private long[] rowsOfAgent = new long[64];

  HttpRunWords(HttpTexts texts) {
    this.texts = texts;
  }

  /**
   * A row with these features.
   *
   * @param numbers its features that are numbers
   * @param parts number of its text parts in the run
   * @param agent number of its user agent in the run
   * @return the word to count
   */
  long add(int numbers, int parts, int agent) {
    countAgent(agent, 1);
    return (long) features.add((long) numbers << Integer.SIZE | parts) << Integer.SIZE | agent;
  }

  private void countAgent(int agent, long rows) {
    if (agent >= rowsOfAgent.length) {
      rowsOfAgent = Arrays.copyOf(rowsOfAgent, Math.max(agent + 1, rowsOfAgent.length * 2));
    }
    rowsOfAgent[agent] += rows;
  }

  /** Numbers with the agent's bin in the high half, number of the text parts in the low half. */
  @Override
  public long runWord(long word) {
    long feature = features.key((int) (word >>> Integer.SIZE));
    int numbers = (int) (feature >>> Integer.SIZE);
    long rows = texts.rowsOfAgent((int) word);
    return (long) SpotHttpWords.withAgentCount(numbers, rows) << Integer.SIZE | feature & LOW;
  }

  @Override
  public void addAgents(long[] rows) {
    for (int agent = 0; agent < Math.min(rows.length, rowsOfAgent.length); agent++) {
      rows[agent] += rowsOfAgent[agent];
    }
  }

  @Override
  public void write(PackedWriter out) {
    out.number(features.size());
    for (int feature = 0; feature < features.size(); feature++) {
      out.word(features.key(feature));
    }
    out.number(rowsOfAgent.length);
    for (long rows : rowsOfAgent) {
      out.number(rows);
    }
  }

  /** Reads what {@link #write} packed; the arrays translate numbers to those of this run. */
  static HttpRunWords read(PackedReader in, HttpTexts texts, int[] agents, int[] parts) {
    HttpRunWords words = new HttpRunWords(texts);
    int features = in.size();
    for (int i = 0; i < features; i++) {
      long feature = in.word();
      words.features.add(feature & ~LOW | parts[(int) feature]);
    }
    int counted = in.size();
    for (int agent = 0; agent < counted; agent++) {
      long rows = in.number();
      if (rows > 0) {
        words.countAgent(agents[agent], rows);
      }
    }
    return words;
  }
}
