// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.List;

/** What came out when a run was checked. */
public sealed interface Verification {
  /**
   * The inputs are the same bytes, and the list is the same.
   *
   * @param files data files that were read
   * @param rows rows of the list
   */
  record Agrees(int files, int rows) implements Verification {}

  /**
   * The inputs are the same, but the result is not.
   *
   * @param differences what differs, one sentence each
   */
  record Differs(List<String> differences) implements Verification {
    /** Takes a copy. */
    public Differs {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Inputs are not what they were.
   *
   * @param inputs the inputs, one sentence each
   */
  record InputChanged(List<String> inputs) implements Verification {
    /** Takes a copy. */
    public InputChanged {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Inputs are gone.
   *
   * @param inputs the inputs, one sentence each
   */
  record InputDeleted(List<String> inputs) implements Verification {
    /** Takes a copy. */
    public InputDeleted {
      inputs = List.copyOf(inputs);
    }
  }
}
