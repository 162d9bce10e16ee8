// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, as UTF-8. A {@link PrintWriter} over it does not swallow errors: what cannot be
 * written ends the command.
 */
public final class DataWriter extends Writer {
  private static final int BUFFER_CHARS = 1 << 16;

  private final Writer out;

  /** A writer to {@code out}. */
  DataWriter(Writer out) {
    this.out = out;
  }

  /** Standard output. */
  public static PrintWriter standardOutput() {
    FileOutputStream stream = new FileOutputStream(FileDescriptor.out);
    Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    return new PrintWriter(new DataWriter(new BufferedWriter(writer, BUFFER_CHARS)));
  }

  /**
   * @throws ReaderGoneException when nobody reads any more
   * @throws UncheckedIOException when it cannot be written, as on a full disk
   */
  @Override
  public void write(char[] text, int offset, int length) {
    try {
      out.write(text, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Throws like {@link #write}. */
  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Throws like {@link #write}. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("Broken pipe")
        ? new ReaderGoneException(cause)
        : new UncheckedIOException("cannot write the output: " + message, cause);
  }

  /** Whoever read standard output has enough, as {@code head} does. */
  public static final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(IOException cause) {
      super("nobody reads the output any more", cause);
    }
  }
}
