// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Files in memory, which can be made to fail. */
final class MemoryFileIO implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1;

  private final InMemoryFileIO files = new InMemoryFileIO();
  private final Set<String> locations = new ConcurrentSkipListSet<>();
  private final AtomicInteger creationsLeft = new AtomicInteger(Integer.MAX_VALUE);

  /** After {@code creations} more files, no more can be made. */
  void fillUpAfter(int creations) {
    creationsLeft.set(creations);
  }

  Set<String> locations() {
    return Set.copyOf(locations);
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    if (creationsLeft.getAndDecrement() <= 0) {
      throw new IllegalStateException("no space left on device");
    }
    locations.add(location);
    return files.newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    if (locations.remove(location) && files.fileExists(location)) {
      files.deleteFile(location);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    List<FileInfo> list = new ArrayList<>();
    for (String location : locations) {
      if (location.startsWith(prefix) && files.fileExists(location)) {
        list.add(new FileInfo(location, newInputFile(location).getLength(), 0));
      }
    }
    return list;
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }
}
