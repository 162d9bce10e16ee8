// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.collector.status.SourceRow;
import winnow.collector.status.SourceTables;

/**
 * What the collectors of a lake tell of themselves.
 *
 * @param collectors those that told anything
 * @param damages a finding for each of which it cannot be read
 */
record LiveStatus(List<CollectorStatus> collectors, List<Finding> damages) {
  /** Reads what is at {@code lake}. */
  static LiveStatus read(Path lake) {
    SourceTables tables = new SourceTables(lake);
    List<CollectorStatus> collectors = new ArrayList<>();
    List<Finding> damages = new ArrayList<>();
    try {
      for (Path table : tables.files()) {
        read(tables, table, collectors, damages);
      }
    } catch (IOException e) {
      damages.add(Finding.warn(CollectorCheck.NAME, "what they tell cannot be looked at: " + e));
    }
    return new LiveStatus(collectors, damages);
  }

  private static void read(
      SourceTables tables, Path table, List<CollectorStatus> collectors, List<Finding> damages) {
    try {
      CollectorStatus collector = CollectorStatus.read(tables, table);
      if (collector.state() != null || !collector.rows().isEmpty()) {
        collectors.add(collector);
      }
    } catch (IOException e) {
      damages.add(
          Finding.warn(
              CollectorCheck.NAME,
              "what one tells cannot be read: "
                  + e.getMessage()
                  + ": see what it is, or delete it; a collector that starts writes it anew"));
    }
  }

  /** The collectors that run, as far as is known: nobody sends to the others. */
  List<CollectorStatus> running() {
    return collectors.stream().filter(collector -> !collector.hasEnded()).toList();
  }

  /** Whether a collector has told of the spool at {@code folder}. */
  boolean knows(Path folder) {
    return collectors.stream().anyMatch(collector -> collector.isAt(folder));
  }

  /**
   * What people call the source or exporter of a {@code row}: two collectors may have one of the
   * same name.
   */
  String name(CollectorStatus collector, SourceRow row) {
    String source = row.get("source");
    String exporter = row.get("exporter");
    String name = exporter.isEmpty() ? source : exporter + " (" + source + ")";
    return collectors.size() > 1 ? name + " with the spool " + collector.spool() : name;
  }
}
