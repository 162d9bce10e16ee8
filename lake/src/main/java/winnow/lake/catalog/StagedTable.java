// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * A table whose changes are written to new metadata files but not made visible: that is for {@link
 * Publication} to do, for several tables at once.
 */
final class StagedTable implements TableOperations {
  private final String name;
  private final String session;
  private final StagingIO files;
  private final @Nullable TableMetadata base;
  private @Nullable TableMetadata current;

  /**
   * A table without changes.
   *
   * @param name its name
   * @param session whose id shall be in the names of new files
   * @param files where they go
   * @param base the table's state; null when it is to be made
   */
  StagedTable(String name, String session, StagingIO files, @Nullable TableMetadata base) {
    this.name = name;
    this.session = session;
    this.files = files;
    this.base = base;
    current = base;
  }

  String name() {
    return name;
  }

  /** Whether there are changes. */
  boolean isChanged() {
    return current != base;
  }

  /** Where the metadata is that the changes started from; null when there was none. */
  @Nullable String baseLocation() {
    return base == null ? null : base.metadataFileLocation();
  }

  @Override
  public TableMetadata current() {
    return Objects.requireNonNull(current, () -> "table " + name + " is not made yet");
  }

  @Override
  public TableMetadata refresh() {
    return current();
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void commit(@Nullable TableMetadata from, TableMetadata to) {
    if (from != current) {
      throw new IllegalStateException("a change of table " + name + " is not based on the last");
    }
    if (from == to) {
      return;
    }
    String file =
        String.format("%05d-%s.metadata.json", to.lastSequenceNumber(), UUID.randomUUID());
    String location = metadataFileLocation(to, file);
    TableMetadataParser.write(to, files.newOutputFile(location));
    current = TableMetadata.buildFrom(to).discardChanges().withMetadataLocation(location).build();
  }

  @Override
  public FileIO io() {
    return files;
  }

  @Override
  public String metadataFileLocation(String file) {
    return metadataFileLocation(current(), file);
  }

  private String metadataFileLocation(TableMetadata metadata, String file) {
    return metadata.location() + "/metadata/" + session + "-" + file;
  }

  @Override
  public LocationProvider locationProvider() {
    return LocationProviders.locationsFor(current().location(), current().properties());
  }
}
