// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Changes of tables and of the catalogue that become visible at once, in one transaction, or not at
 * all. When another process published in between, the changes are made again on top of its.
 */
public final class Publication {
  private static final long FIRST_PAUSE_NANOS = 2_000_000;
  private static final int MAX_DOUBLINGS = 7;

  private final Catalog catalog;
  private final String session;
  private final Map<String, TableChange> changes = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  Publication(Catalog catalog, String session) {
    this.catalog = catalog;
    this.session = session;
  }

  /** A change of a table by Iceberg's own operations, at most one of which commits. */
  @FunctionalInterface
  public interface TableChange {
    /**
     * Makes the change.
     *
     * @param table the table as it is now
     * @param unreferenced takes the locations of files that the change leaves without reference
     */
    void apply(Table table, List<String> unreferenced);
  }

  /** Something to do in the transaction. */
  @FunctionalInterface
  interface Step {
    void run(Sql sql, Map<String, Long> snapshotIds) throws SQLException;
  }

  /** Changes {@code table}. */
  public Publication change(String table, TableChange change) {
    if (changes.put(table, change) != null) {
      throw new IllegalArgumentException("two changes of table " + table);
    }
    return this;
  }

  /** Registers new data files of {@code table}. */
  public Publication register(String table, List<StoredFile> files) {
    return step((sql, snapshots) -> {
      for (StoredFile file : files) {
        FileRegister.add(sql, table, file);
      }
    });
  }

  /**
   * Adds an input. Its id and snapshots are known when it is published.
   *
   * @param content what its bytes are; null when no other can continue it
   * @throws DuplicateInputException by {@link #publish}, when the ledger has its digest
   * @throws InputContent.OvertakenException by {@link #publish}, when it is to be compared again
   */
  public Publication add(LedgerEntry entry, @Nullable InputContent content) {
    return step((sql, snapshots) -> Ledger.add(sql, entry, content, snapshots));
  }

  /**
   * Makes it fail when {@code other}, which wrote some of the files, was barred meanwhile.
   *
   * @throws LakeException by {@link #publish}
   */
  public Publication requireSession(String other) {
    if (other.equals(session)) {
      return this;
    }
    return step((sql, snapshots) -> catalog.sessions().requireAlive(sql, other));
  }

  /** Adds a finished run. */
  public Publication add(RunEntry run) {
    return step((sql, snapshots) -> RunRegistry.add(sql, run));
  }

  Publication step(Step step) {
    steps.add(step);
    return this;
  }

  /**
   * Publishes.
   *
   * @return the newest snapshot of each changed table
   * @throws LakeException when this session was barred meanwhile
   */
  public Map<String, Long> publish() {
    catalog.publishing().lock();
    try {
      for (int attempt = 0; ; attempt++) {
        Map<String, Long> snapshots = attempt();
        if (snapshots != null) {
          return snapshots;
        }
        long most = FIRST_PAUSE_NANOS << Math.min(attempt, MAX_DOUBLINGS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
      }
    } finally {
      catalog.publishing().unlock();
    }
  }

  /** Null when another process was faster. */
  private @Nullable Map<String, Long> attempt() {
    StagingIO files = new StagingIO(catalog.files());
    List<StagedTable> tables = List.of();
    List<String> unreferenced = new ArrayList<>();
    try {
      tables = stage(files, unreferenced);
      Map<String, Long> snapshots = snapshots(tables);
      swap(tables, snapshots, unreferenced);
      tables.forEach(table -> catalog.remember(table.name(), table.current()));
      return snapshots;
    } catch (Overtaken e) {
      files.undo();
      return null;
    } catch (RuntimeException e) {
      if (isPublished(tables)) {
        return snapshots(tables);
      }
      undo(files, e);
      throw e;
    }
  }

  /** Whether the transaction was committed although its end was reported as a failure. */
  private boolean isPublished(List<StagedTable> tables) {
    if (tables.isEmpty()) {
      return false;
    }
    StagedTable table = tables.getFirst();
    String staged = table.current().metadataFileLocation();
    return catalog
        .database()
        .read(sql -> Pointers.find(sql, table.name()))
        .filter(staged::equals)
        .isPresent();
  }

  private static void undo(StagingIO files, RuntimeException cause) {
    try {
      files.undo();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private List<StagedTable> stage(StagingIO files, List<String> unreferenced) {
    List<StagedTable> tables = new ArrayList<>();
    for (Map.Entry<String, TableChange> change : changes.entrySet()) {
      String name = change.getKey();
      StagedTable table = new StagedTable(name, session, files, catalog.find(name).orElse(null));
      change.getValue().apply(new BaseTable(table, name), unreferenced);
      if (table.isChanged()) {
        tables.add(table);
      }
    }
    return tables;
  }

  private static Map<String, Long> snapshots(List<StagedTable> tables) {
    Map<String, Long> snapshots = new HashMap<>();
    for (StagedTable table : tables) {
      Snapshot snapshot = table.current().currentSnapshot();
      if (snapshot != null) {
        snapshots.put(table.name(), snapshot.snapshotId());
      }
    }
    return snapshots;
  }

  private void swap(
      List<StagedTable> tables, Map<String, Long> snapshots, List<String> unreferenced) {
    Instant now = catalog.clock().instant();
    catalog
        .database()
        .write(sql -> {
          catalog.sessions().requireAlive(sql, session);
          for (StagedTable table : tables) {
            String base = table.baseLocation();
            String next = table.current().metadataFileLocation();
            if (!Pointers.swap(sql, table.name(), base, next)) {
              throw new Overtaken();
            }
            if (base != null) {
              FileRegister.addGarbage(sql, base, now);
            }
          }
          for (String location : unreferenced) {
            FileRegister.addGarbage(sql, location, now);
          }
          for (Step step : steps) {
            step.run(sql, snapshots);
          }
          return tables.size();
        });
  }

  /** Another process published after the changes were staged. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken() {
      super("overtaken", null, false, false);
    }
  }
}
