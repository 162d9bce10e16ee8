// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

/**
 * A file that moved in a conversation.
 *
 * @param name its name, empty when not known
 * @param mimeType its media type as the sensor found it, empty when not known
 * @param hash SHA-256 of it, else SHA-1, else MD5, lower-case hexadecimal; empty when not known
 * @param octets how long it is, or what the sensor saw of it; -1 when not known
 */
public record Transfer(String name, String mimeType, String hash, long octets) {
  /** Nothing known but that there was one. */
  public static final Transfer UNKNOWN = new Transfer("", "", "", -1);
}
