// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.io.EOFException;
import java.io.IOException;

/** A file that can be read at any position, from any thread. */
public interface SeekableSource {
  /** What messages call the file. */
  String name();

  /** Its length, bytes. */
  long size() throws IOException;

  /**
   * Reads exactly {@code length} bytes that start at {@code position} of the file.
   *
   * @throws EOFException when the file ends before
   */
  void readFully(long position, byte[] buffer, int offset, int length) throws IOException;

  /** A file held in memory; the array is shared. */
  static SeekableSource of(String name, byte[] content) {
    return new SeekableSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public long size() {
        return content.length;
      }

      @Override
      public void readFully(long position, byte[] buffer, int offset, int length)
          throws IOException {
        if (position < 0 || position > content.length - length) {
          throw new EOFException(
              name + ": no " + length + " bytes at " + position + " of " + content.length);
        }
        System.arraycopy(content, (int) position, buffer, offset, length);
      }
    };
  }
}
