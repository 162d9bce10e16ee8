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
import java.util.function.Consumer;
import org.apache.iceberg.io.FileIO;
import winnow.lake.batch.RowFilter;
import winnow.lake.catalog.LakeException;
import winnow.lake.file.LocalFileIO;
import winnow.lake.parquet.ParquetReader;
import winnow.lake.write.RowGroups;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.Table;

/**
 * Reads some row groups of a data file.
 *
 * @param files where the file is
 * @param location its location
 * @param file what is known about it
 * @param request what to read
 * @param rowGroups which row groups
 * @param isWithinRange whether all rows of the file are in the range asked for
 */
record FileScanTask(
    FileIO files,
    String location,
    DataFileInfo file,
    ScanRequest request,
    RowGroups rowGroups,
    boolean isWithinRange)
    implements ScanTask {
  private static final String EVENT_TIME = "event_time";

  /**
   * A range of row groups.
   *
   * @param first the first
   * @param end the one after the last; beyond the end of the file means all that there are
   */
  record RowGroups(int first, int end) {}

  @Override
  public ScanTask select(List<String> columns) {
    return new FileScanTask(
        files, location, file, request.select(columns), rowGroups, isWithinRange);
  }

  @Override
  public void read(Consumer<ColumnBatch> consumer) {
    try (InputFileSource source =
        new InputFileSource(files.newInputFile(location), file.sizeBytes())) {
      ParquetReader reader = ParquetReader.open(source, request.table());
      int end = Math.min(rowGroups.end, reader.rowGroups());
      for (int rowGroup = rowGroups.first; rowGroup < end; rowGroup++) {
        if (isWithinRange) {
          consumer.accept(reader.read(rowGroup, request.columns()));
        } else if (reader.mayContain(
            rowGroup, EVENT_TIME, request.fromMicros(), request.toMicros() - 1)) {
          readSome(reader, rowGroup, consumer);
        }
      }
    } catch (IOException e) {
      throw new LakeException("cannot read " + location + ": " + e.getMessage(), e);
    }
  }

  private void readSome(ParquetReader reader, int rowGroup, Consumer<ColumnBatch> consumer)
      throws IOException {
    List<String> columns = new ArrayList<>(request.columns());
    boolean isAsked = columns.contains(EVENT_TIME);
    if (!isAsked) {
      columns.add(EVENT_TIME);
    }
    ColumnBatch batch = reader.read(rowGroup, columns);
    RowFilter filter =
        RowFilter.between(batch.longs(EVENT_TIME), request.fromMicros(), request.toMicros());
    if (filter.rows() > 0) {
      consumer.accept(filter.apply(isAsked ? batch : withoutLast(batch)));
    }
  }

  private static ColumnBatch withoutLast(ColumnBatch batch) {
    int columns = batch.columns().size() - 1;
    return new ColumnBatch(
        batch.columns().subList(0, columns), batch.vectors().subList(0, columns), batch.rows());
  }

  @Override
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a task to memory", e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(location.substring(0, location.length() - file.path().length() - 1));
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
    out.writeInt(rowGroups.first());
    out.writeInt(rowGroups.end());
    out.writeBoolean(isWithinRange);
  }

  /** The task that {@link #toBytes} wrote, of the lake that is in {@code folder} here. */
  static FileScanTask of(byte[] bytes, Path folder) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("a task of " + bytes.length + " bytes is cut", e);
    }
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
        new RowGroups(in.readInt(), in.readInt()),
        in.readBoolean());
  }

  private static Table<?, ?> table(String name) {
    return Lake.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a task of the unknown table " + name));
  }
}
