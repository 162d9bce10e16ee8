// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/**
 * What an input is. Two inputs with the same digest are the same input, whatever their names.
 *
 * @param sha256 SHA-256 of its bytes, decompressed, 64 lower-case hexadecimal digits
 * @param name name of the file, or what else the input is called
 * @param source configured name of the source; ends up in column {@code source} of its rows
 * @param format name of the format it was decoded as
 * @param sizeBytes number of bytes as they were received
 */
public record InputIdentity(
    String sha256, String name, String source, String format, long sizeBytes) {
  /** Checks the digest's form. */
  public InputIdentity {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "input " + name + ": not a SHA-256 in lower-case hexadecimal: \"" + sha256 + "\"");
    }
  }
}
