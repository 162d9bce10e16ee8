// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.EOFException;
import java.io.IOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;
import winnow.lake.parquet.SeekableSource;

/** A file of the lake, as the Parquet reader wants it. */
final class InputFileSource implements SeekableSource, AutoCloseable {
  private final String name;
  private final long size;
  private final SeekableInputStream stream;

  InputFileSource(InputFile file, long size) {
    name = file.location();
    this.size = size;
    stream = file.newStream();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public synchronized void readFully(long position, byte[] buffer, int offset, int length)
      throws IOException {
    stream.seek(position);
    int read = stream.readNBytes(buffer, offset, length);
    if (read < length) {
      throw new EOFException(name + " ends at " + (position + read) + ", not after " + size);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
