// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

/** Kinds of bad input. Each is counted on its own. */
public enum RejectReason {
  /** The input ends, or a length points, before the record is complete. */
  TRUNCATED,
  /** A length, count or version contradicts the format. */
  MALFORMED,
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** A number is not one, or out of range. */
  BAD_NUMBER,
  /** An address is not an IP address. */
  BAD_ADDRESS,
  /** A time cannot be read, or is outside 1970 to 2200. */
  BAD_TIME,
  /** A line has the wrong number of fields. */
  FIELD_COUNT,
  /** Bytes are not in the encoding that the format prescribes. */
  BAD_ENCODING,
  /** Data came whose template never did. */
  MISSING_TEMPLATE,
  /** A version, compression or encapsulation that this decoder does not read. */
  UNSUPPORTED,
  /** The decoder failed at it: a defect of this product, not of the input. */
  DECODER_FAILED;

  /** Lower-case name for reports, with blanks. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
