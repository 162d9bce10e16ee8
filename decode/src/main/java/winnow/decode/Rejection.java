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
}
