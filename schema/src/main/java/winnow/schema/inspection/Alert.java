// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

/**
 * A signature of an intrusion detection system that matched.
 *
 * @param signatureId its id
 * @param signature its name, empty when not known
 * @param category its category, empty when not known
 * @param severity 1 is the highest; -1 when not known
 * @param action what was done, such as `allowed` or `blocked`; empty when not known
 */
public record Alert(
    long signatureId, String signature, String category, long severity, String action) {
  /** Nothing known. */
  public static final Alert UNKNOWN = new Alert(-1, "", "", -1, "");
}
