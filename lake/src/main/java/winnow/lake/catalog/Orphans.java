// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileInfo;

/** Finds files that a dead session left behind and nothing refers to. */
public final class Orphans {
  private final Catalog catalog;

  /** The orphans of a lake. */
  public Orphans(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Locations of the files of {@code session}, which is barred, that were never published. */
  public List<String> of(String session) {
    List<String> written = new ArrayList<>();
    for (FileInfo file : catalog.tableFiles()) {
      if (file.location().contains(session)) {
        written.add(file.location());
      }
    }
    Set<String> referenced = new HashSet<>();
    for (String table : catalog.tables()) {
      catalog.find(table).ifPresent(metadata -> addMetadataFiles(metadata, referenced));
    }
    catalog.register().files(written).forEach(file -> referenced.add(file.location()));
    referenced.addAll(catalog.register().garbage());
    written.removeAll(referenced);
    return written;
  }

  private void addMetadataFiles(TableMetadata metadata, Set<String> files) {
    files.add(metadata.metadataFileLocation());
    for (Snapshot snapshot : metadata.snapshots()) {
      files.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(catalog.files())) {
        files.add(manifest.path());
      }
    }
  }
}
