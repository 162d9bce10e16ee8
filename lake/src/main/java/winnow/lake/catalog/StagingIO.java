// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Remembers what was written through it, so that it can be taken back. */
final class StagingIO implements FileIO {
  private static final long serialVersionUID = 1;

  private final FileIO files;
  private final List<String> written = new CopyOnWriteArrayList<>();

  StagingIO(FileIO files) {
    this.files = files;
  }

  /** Deletes everything that was written through this. */
  void undo() {
    written.forEach(files::deleteFile);
    written.clear();
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    written.add(location);
    return files.newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    files.deleteFile(location);
  }
}
