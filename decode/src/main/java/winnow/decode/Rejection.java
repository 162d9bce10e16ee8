// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

/**
 * Why a piece of input is not a record.
 *
 * @param reason the kind of trouble, for counting
 * @param offset byte offset in the (decompressed) input at which the bad piece starts
 * @param detail the thing, the place and the value, in one sentence
 */
public record Rejection(RejectReason reason, long offset, String detail) {
  /**
   * The decoder failed at a piece of input.
   *
   * @param what the piece
   */
  public static Rejection ofFailure(long offset, String what, RuntimeException cause) {
    return new Rejection(
        RejectReason.DECODER_FAILED, offset, "the decoder failed at " + what + ": " + cause);
  }

  /**
   * Its reason and detail, for {@link #parse}.
   *
   * @param input what the offset is in, which the detail is to name
   */
  public String text(String input) {
    return "%s\t%s (byte %d of %s)".formatted(reason.name(), detail, offset, input);
  }

  /**
   * The rejection of which {@link #text} tells, at another offset.
   *
   * @throws IllegalArgumentException when the text tells of none
   */
  public static Rejection parse(long offset, String text) {
    int tab = text.indexOf('\t');
    if (tab < 0) {
      throw new IllegalArgumentException("no rejection: " + text);
    }
    return new Rejection(
        RejectReason.valueOf(text.substring(0, tab)), offset, text.substring(tab + 1));
  }
}
