// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.security.SecureRandom;

/**
 * A number that nobody outside this process knows. Mixed into hashes of what comes from outside, it
 * keeps a sender from choosing values that meet in one slot of a table. No result depends on it.
 */
public final class ProcessSalt {
  /** The number. */
  public static final long VALUE = new SecureRandom().nextLong();

  private ProcessSalt() {}
}
