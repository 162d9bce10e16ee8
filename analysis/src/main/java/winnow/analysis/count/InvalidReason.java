// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

/** Why a row is not analysed. */
public enum InvalidReason {
  /** The time is before 1970 or after 9999. */
  TIME_OUT_OF_RANGE("time out of range"),
  /** No address of the host whose traffic it is. */
  NO_ADDRESS("no address"),
  /** A port is not 0 to 65535. */
  PORT_OUT_OF_RANGE("port out of range"),
  /** The protocol is not 0 to 255. */
  PROTOCOL_OUT_OF_RANGE("protocol out of range"),
  /** Bytes or packets are less than none. */
  NEGATIVE_SIZE("negative size"),
  /** The name asked for is missing, empty or a placeholder. */
  NO_NAME("no name"),
  /** None of class, type and response code is known. */
  NO_QUESTION_DETAILS("no class, type or response code"),
  /** A type or response code is not 0 to 65535. */
  CODE_OUT_OF_RANGE("code out of range"),
  /** No host was asked for. */
  NO_HOST("no host");

  private final String text;

  InvalidReason(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
