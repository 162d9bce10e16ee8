// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

/** The texts that all threads of a run number alike: user agents, and the text parts of words. */
public final class HttpTexts {
  private static final String SEPARATOR = "\u0000";

  private final SharedTexts agents = new SharedTexts();
  private final SharedTexts parts = new SharedTexts();
  private long[] rowsOfAgent = {};

  public SharedTexts agents() {
    return agents;
  }

  /** The combinations of method, content type and status, as {@link #parts} numbers them. */
  SharedTexts combined() {
    return parts;
  }

  /** The number of a combination of method, content type and status. */
  public int parts(String method, String contentType, String status) {
    return parts.id(
        method.replace(SEPARATOR, "")
            + SEPARATOR
            + contentType.replace(SEPARATOR, "")
            + SEPARATOR
            + status);
  }

  /** Method, content type and status of a number. */
  public String[] parts(int id) {
    return parts.text(id).split(SEPARATOR, 3);
  }

  /** How many combinations have a number. */
  public int combinations() {
    return parts.size();
  }

  /** Says how often each agent was seen, by its number. */
  public void countAgents(long[] rows) {
    rowsOfAgent = rows;
  }

  public long rowsOfAgent(int agent) {
    return rowsOfAgent[agent];
  }
}
