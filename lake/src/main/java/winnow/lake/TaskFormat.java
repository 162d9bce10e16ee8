// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.lake.file.LocalFileIO;
import winnow.schema.column.Table;

/**
 * Tasks as bytes, for processes that read the data files of a lake without its catalogue. Both
 * sides are of one version; the snapshot that a task was planned for must stay meanwhile.
 */
public final class TaskFormat {
  private TaskFormat() {}

  /** A task as bytes. */
  public static byte[] write(ScanTask task) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (task) {
        case FileScanTask ofFile -> write(ofFile, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a task to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The task that {@link #write} wrote.
   *
   * @param folder the lake's folder, as this process sees it
   */
  public static ScanTask read(byte[] bytes, Path folder) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("a task of " + bytes.length + " bytes is cut", e);
    }
  }

  private static void write(FileScanTask task, DataOutputStream out) throws IOException {
    DataFileInfo file = task.file();
    ScanRequest request = task.request();
    out.writeUTF(lakeLocation(task));
    out.writeUTF(file.path());
    out.writeLong(file.sizeBytes());
    out.writeLong(file.rows());
    out.writeUTF(file.sha256());
    out.writeUTF(request.table().name());
    out.writeInt(request.columns().size());
    for (String column : request.columns()) {
      out.writeUTF(column);
    }
    out.writeLong(request.fromMicros());
    out.writeLong(request.toMicros());
    out.writeInt(task.rowGroups().first());
    out.writeInt(task.rowGroups().end());
    out.writeBoolean(task.isWithinRange());
  }

  private static FileScanTask read(DataInputStream in, Path folder) throws IOException {
    String location = in.readUTF();
    DataFileInfo file = new DataFileInfo(in.readUTF(), in.readLong(), in.readLong(), in.readUTF());
    Table<?, ?> table = table(in.readUTF());
    List<String> columns = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      columns.add(in.readUTF());
    }
    ScanRequest request = new ScanRequest(table, columns, in.readLong(), in.readLong(), null);
    return new FileScanTask(
        new LocalFileIO(location, folder),
        location + "/" + file.path(),
        file,
        request,
        new FileScanTask.RowGroups(in.readInt(), in.readInt()),
        in.readBoolean());
  }

  /** What the locations of all files of the lake begin with. */
  private static String lakeLocation(FileScanTask task) {
    return task.location().substring(0, task.location().length() - task.file().path().length() - 1);
  }

  private static Table<?, ?> table(String name) {
    return Lake.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a task of the unknown table " + name));
  }
}
