// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping file that cannot be used, with everything that is wrong with it. */
public final class MappingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * What is wrong with a line.
   *
   * @param line number of the line, from 1; 0 when a line is missing
   * @param sentence the key, the value, and what is allowed
   */
  public record Problem(int line, String sentence) {
    @Override
    public String toString() {
      return line == 0 ? sentence : "line " + line + ": " + sentence;
    }
  }

  MappingException(List<Problem> problems) {
    super(
        "the mapping cannot be used:\n  "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order of lines. */
  public List<Problem> problems() {
    return problems;
  }
}
