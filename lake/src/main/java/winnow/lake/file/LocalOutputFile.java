// SPDX-License-Identifier: Apache-2.0
package winnow.lake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * A local file to write.
 *
 * @param location what the lake calls it
 * @param path where it shall be
 */
record LocalOutputFile(String location, Path path) implements OutputFile {
  private static final String PARTIAL = ".partial";

  @Override
  public PositionOutputStream create() {
    if (Files.exists(path)) {
      throw new AlreadyExistsException("file %s is there already", path);
    }
    return createOrOverwrite();
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    try {
      createDurably(folderOf(path));
      return new DurableOutput(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + path, e);
    }
  }

  @Override
  public InputFile toInputFile() {
    return new LocalInputFile(location, path);
  }

  /** Makes a folder, and those above it, so that none is lost with the power. */
  private static void createDurably(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folderOf(folder);
    createDurably(parent);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    force(parent);
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().getParent(), "every path is in a folder");
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  /** Where the content of {@code path} is until it is complete. */
  static Path partial(Path path) {
    return path.resolveSibling(path.getFileName() + PARTIAL);
  }

  /** Writes beside the file; close puts it on disk and in its place. */
  private static final class DurableOutput extends PositionOutputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final Path partial;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long flushed;

    DurableOutput(Path path) throws IOException {
      this.path = path;
      partial = LocalOutputFile.partial(path);
      channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    @Override
    public long getPos() {
      return flushed + buffer.position();
    }

    @Override
    public void write(int value) throws IOException {
      if (!buffer.hasRemaining()) {
        drain();
      }
      buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.remaining()) {
        drain();
      }
      if (length > buffer.remaining()) {
        writeFully(ByteBuffer.wrap(bytes, offset, length));
      } else {
        buffer.put(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      drain();
    }

    @Override
    public void close() throws IOException {
      if (!channel.isOpen()) {
        return;
      }
      try (channel) {
        drain();
        channel.force(true);
      }
      Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
      force(folderOf(path));
    }

    private void drain() throws IOException {
      buffer.flip();
      writeFully(buffer);
      buffer.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
      flushed += bytes.remaining();
      while (bytes.hasRemaining()) {
        int written = channel.write(bytes);
        if (written == 0) {
          throw new IOException("no progress in writing " + partial);
        }
      }
    }
  }
}
