// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import winnow.schema.column.Table;

/**
 * The catalogue of a lake: {@code catalog.db} in its folder. All SQL of the lake's own state is in
 * this package. Thread-safe; several processes may have it open.
 */
public final class Catalog implements AutoCloseable {
  private static final String FILE = "catalog.db";

  /** Age from which on a file is not of an ingest that is about to publish it. */
  private static final Duration STRAY_AGE = Duration.ofHours(1);

  private final String location;
  private final Database database;
  private final SupportsPrefixOperations files;
  private final InstantSource clock;
  private final Sessions sessions;
  private final ReentrantLock publishing = new ReentrantLock(true);
  private final AtomicLong fileNumbers = new AtomicLong();
  private final Map<String, TableMetadata> newest = new ConcurrentHashMap<>();

  private Catalog(
      String location,
      Database database,
      SupportsPrefixOperations files,
      InstantSource clock,
      Sessions sessions) {
    this.location = location;
    this.database = database;
    this.files = files;
    this.clock = clock;
    this.sessions = sessions;
  }

  /**
   * Opens the catalogue in {@code folder}, or makes it; brings its tables up to date with their
   * declarations.
   *
   * @param folder the lake's folder
   * @param tables the tables it shall have
   * @param storage gives access to the files below a location
   * @param clock tells the time
   */
  public static Catalog open(
      Path folder,
      List<Table<?, ?>> tables,
      Function<String, SupportsPrefixOperations> storage,
      InstantSource clock) {
    createFolder(folder);
    Database database = Database.open(folder.resolve(FILE));
    try {
      CatalogTables.migrate(database, folder.toString(), "file://" + folder);
      String location = database.read(CatalogTables::location);
      Sessions sessions = new Sessions(database, clock);
      Catalog catalog = new Catalog(location, database, storage.apply(location), clock, sessions);
      tables.forEach(table -> new TableUpgrade(catalog, table).run());
      return catalog;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LakeException("cannot make the lake's folder", e);
    }
  }

  /** What the locations of all files begin with. */
  public String location() {
    return location;
  }

  /** The files of the lake. */
  public SupportsPrefixOperations files() {
    return files;
  }

  /** The time. */
  public InstantSource clock() {
    return clock;
  }

  /** Who may be writing. */
  public Sessions sessions() {
    return sessions;
  }

  /** A number for the name of a new file, different each time. */
  public long nextFileNumber() {
    return fileNumbers.incrementAndGet();
  }

  /** The inputs. */
  public Ledger ledger() {
    return new Ledger(database);
  }

  /** The finished analyses. */
  public RunRegistry runs() {
    return new RunRegistry(database);
  }

  /** What is known about files. */
  public FileRegister register() {
    return new FileRegister(database);
  }

  /** The newest state of a table, to plan with. */
  public org.apache.iceberg.Table load(String table) {
    TableMetadata metadata =
        find(table).orElseThrow(() -> new LakeException("the lake has no table " + table));
    String session = "none";
    return new BaseTable(new StagedTable(table, session, new StagingIO(files), metadata), table);
  }

  /** What SQLite finds wrong with the database; empty when it is whole. */
  public List<String> problems() {
    return database
        .read(sql -> sql.list("PRAGMA integrity_check", row -> row.getString(1)))
        .stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  /** Data files, by path in the lake, that are not registered and old enough to be no one's. */
  public List<String> strayFiles() {
    Set<String> known =
        new HashSet<>(
            database.read(sql -> sql.list("SELECT path FROM data_file", row -> row.getString(1))));
    long before = clock.millis() - STRAY_AGE.toMillis();
    List<String> stray = new ArrayList<>();
    for (FileInfo file : tableFiles()) {
      boolean isData = file.location().endsWith(".parquet");
      if (isData && file.createdAtMillis() < before && !known.contains(file.location())) {
        stray.add(file.location().substring(location.length() + 1));
      }
    }
    return stray;
  }

  /** All files of the tables, referred to or not; a lake's folder may hold much else. */
  List<FileInfo> tableFiles() {
    List<FileInfo> list = new ArrayList<>();
    for (String table : tables()) {
      files.listPrefix(location + "/" + table + "/").forEach(list::add);
    }
    return list;
  }

  /** Starts a publication of what {@code session} wrote. */
  public Publication publication(String session) {
    return new Publication(this, session);
  }

  /** Names of the tables. */
  List<String> tables() {
    return database.read(Pointers::tables);
  }

  Optional<TableMetadata> find(String table) {
    Optional<String> pointer = database.read(sql -> Pointers.find(sql, table));
    if (pointer.isEmpty()) {
      return Optional.empty();
    }
    TableMetadata known = newest.get(table);
    if (known != null && pointer.get().equals(known.metadataFileLocation())) {
      return Optional.of(known);
    }
    TableMetadata metadata = TableMetadataParser.read(files, pointer.get());
    remember(table, metadata);
    return Optional.of(metadata);
  }

  void remember(String table, TableMetadata metadata) {
    newest.put(table, metadata);
  }

  Database database() {
    return database;
  }

  /** Publications of this process take turns. */
  ReentrantLock publishing() {
    return publishing;
  }

  @Override
  public void close() {
    sessions.close();
    database.close();
  }
}
