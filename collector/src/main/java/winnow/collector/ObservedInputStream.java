// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells an observer how many bytes were read. */
final class ObservedInputStream extends FilterInputStream {
  private final LongConsumer observer;

  ObservedInputStream(InputStream input, LongConsumer observer) {
    super(input);
    this.observer = observer;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      observer.accept(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      observer.accept(count);
    }
    return count;
  }
}
