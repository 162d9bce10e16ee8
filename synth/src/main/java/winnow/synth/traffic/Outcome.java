// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

/** How a conversation went, after the connection states of Zeek. */
public enum Outcome {
  /** Normal. */
  SF(0x1b, 0x1b, "ShADadFf"),
  /** Nobody answered. */
  S0(0x02, 0, "S"),
  /** Refused. */
  REJ(0x02, 0x14, "Sr"),
  /** Reset by the client. */
  RSTO(0x1e, 0x1a, "ShADadR"),
  /** Reset by the server. */
  RSTR(0x1a, 0x1e, "ShADadr");

  private final int sentFlags;
  private final int answeredFlags;
  private final String history;

  Outcome(int sentFlags, int answeredFlags, String history) {
    this.sentFlags = sentFlags;
    this.answeredFlags = answeredFlags;
    this.history = history;
  }

  /** Union of the TCP flags of the client. */
  public int sentFlags() {
    return sentFlags;
  }

  /** Union of the TCP flags of the server. */
  public int answeredFlags() {
    return answeredFlags;
  }

  /** History letters of Zeek for TCP. */
  public String history() {
    return history;
  }

  /** Whether the two exchanged data. */
  public boolean established() {
    return this != S0 && this != REJ;
  }
}
