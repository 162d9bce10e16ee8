// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

/** The events of one input lie in so many different hours that their times cannot be right. */
public final class TooManyHoursException extends RuntimeException {
  /**
   * Refuses an input.
   *
   * @param table table of the rows
   * @param hours different hours of their event times, those of the rest of the input not counted
   * @param most how many an input may have
   */
  public TooManyHoursException(String table, int hours, int most) {
    super(
        "its "
            + table
            + " rows lie in at least "
            + hours
            + " different hours, more than the "
            + most
            + " that one input may have: check the clock of the exporter and the time column, or"
            + " split the input by time");
  }
}
