// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import com.github.luben.zstd.Zstd;

/**
 * A block that is one zstd frame (RFC 8878) and says how long its content is.
 *
 * @param bytes array that holds it
 * @param from where it starts
 * @param length its length, bytes
 */
record ZstdBlock(byte[] bytes, int from, int length) {
  /** Puts the content into {@code output}; false when the frame is damaged or too large. */
  boolean decompress(BlockOutput output) {
    long content = Zstd.getFrameContentSize(bytes, from, length, false);
    return output.replace(content, target -> decompressInto(target, (int) content));
  }

  private long decompressInto(byte[] target, int content) {
    long written = Zstd.decompressByteArray(target, 0, content, bytes, from, length);
    return Zstd.isError(written) ? -1 : written;
  }
}
