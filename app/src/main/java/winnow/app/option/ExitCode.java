// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

/** Exit codes of every command. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** The command ran and found nothing usable, or a check did not hold. */
  public static final int NOTHING_USABLE = 1;

  /** The command was called wrongly, or what it was given is not there. */
  public static final int USAGE = 2;

  /** The product or the machine failed. */
  public static final int FAILURE = 3;

  /** A run cannot be verified, since its input was deleted. */
  public static final int INPUT_DELETED = 4;

  private ExitCode() {}
}
