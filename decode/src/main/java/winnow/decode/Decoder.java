// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one input of one format, once, from start to end. Decoders do no I/O of their own: bytes
 * come from the stream they are given, already decompressed. One thread; a new decoder per input.
 */
public interface Decoder {
  /**
   * Hands everything in {@code input} to {@code sink}. Bad pieces are rejected and the rest goes
   * on; memory is bounded whatever the bytes are.
   *
   * @throws IOException only when {@code input} throws it
   */
  void decode(InputStream input, DecodeSink sink) throws IOException;
}
