// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.io.SupportsPrefixOperations;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.file.LocalFileIO;
import winnow.lake.search.Search;
import winnow.lake.search.SearchTable;
import winnow.schema.TelemetryKind;
import winnow.schema.column.CaseColumns;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.Table;
import winnow.schema.column.TelemetryTable;

/**
 * Tables of telemetry and of results in one folder. Several processes may have the same lake open,
 * to read and to write. Thread-safe.
 */
public final class Lake implements AutoCloseable {
  private final Path folder;
  private final LakeSettings settings;
  private final Catalog catalog;
  private final ScanPlanner planner;
  private final Housekeeping housekeeping;

  private Lake(Path folder, LakeSettings settings, Catalog catalog) {
    this.folder = folder;
    this.settings = settings;
    this.catalog = catalog;
    planner = new ScanPlanner(catalog);
    housekeeping = new Housekeeping(catalog, settings);
  }

  /**
   * Opens the lake in {@code folder}, which is made when it is not there.
   *
   * @throws winnow.lake.catalog.LakeException when it cannot be opened, or is of a newer version
   */
  public static Lake open(Path folder) {
    return open(folder, LakeSettings.defaults());
  }

  /**
   * Opens the lake in {@code folder}, which is made when it is not there.
   *
   * @throws winnow.lake.catalog.LakeException when it cannot be opened, or is of a newer version
   */
  public static Lake open(Path folder, LakeSettings settings) {
    Path place = folder.toAbsolutePath().normalize();
    return open(
        place, settings, location -> new LocalFileIO(location, place), InstantSource.system());
  }

  static Lake open(
      Path folder,
      LakeSettings settings,
      Function<String, SupportsPrefixOperations> storage,
      InstantSource clock) {
    return new Lake(folder, settings, Catalog.open(folder, tables(), storage, clock));
  }

  /** Where it is, as an absolute path. */
  public Path folder() {
    return folder;
  }

  /** All tables of a lake. */
  static List<Table<?, ?>> tables() {
    List<Table<?, ?>> tables = new ArrayList<>();
    for (TelemetryKind kind : TelemetryKind.values()) {
      tables.add(TelemetryTable.of(kind));
    }
    tables.add(FindingColumns.TABLE);
    tables.add(CaseColumns.TABLE);
    return tables;
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The ledger's entry for the input with this digest, of its bytes or of how they are stored. */
  public Optional<LedgerEntry> findInput(String sha256) {
    return catalog.ledger().find(sha256);
  }

  /** Inputs in the lake that start as {@code bytes} do, and may be their beginning. */
  public InputContent.Beginnings beginnings(byte[] bytes) {
    return catalog.ledger().beginnings(bytes);
  }

  /** Notes that bytes with the digest {@code storedSha256} are, decompressed, those of an input. */
  public void addStored(String storedSha256, LedgerEntry entry) {
    catalog.ledger().addStored(storedSha256, entry);
  }

  /** All inputs in the lake, the newest first. */
  public List<LedgerEntry> inputs() {
    return catalog.ledger().list();
  }

  /** Inputs in the lake, the newest first, after skipping {@code offset}, at most {@code limit}. */
  public List<LedgerEntry> inputs(int offset, int limit) {
    return catalog.ledger().list(offset, limit);
  }

  /** Number of inputs in the lake. */
  public int inputCount() {
    return catalog.ledger().count();
  }

  /** Days, UTC, that have rows of {@code kind} now, in order; reads no rows. */
  public List<LocalDate> days(TelemetryKind kind) {
    return planner.days(kind);
  }

  /** Event times of the rows of {@code kind} that are there now; empty without rows. */
  public Optional<EventSpan> events(TelemetryKind kind) {
    return Optional.ofNullable(planner.events(kind));
  }

  /**
   * Starts the ingest of an input. The ingest is to be closed, committed or not.
   *
   * @throws DuplicateInputException when it is in the lake already
   */
  public Ingest beginIngest(InputIdentity input) {
    findInput(input.sha256())
        .ifPresent(existing -> {
          throw new DuplicateInputException(existing);
        });
    return new Ingest(catalog, settings, input, staged -> publish(List.of(staged)).getFirst());
  }

  /**
   * Makes {@code inputs} visible, all at once or none; one whose digest is in the lake already, or
   * among those before it, is left out. Faster than one by one, and rows of small inputs share data
   * files.
   *
   * @return what became of each, in their order
   * @throws winnow.lake.catalog.InputContent.OvertakenException when one of them is to be read
   *     again
   * @throws winnow.lake.catalog.LakeException when rows could not be written
   */
  public List<Published> publish(List<StagedInput> inputs) {
    List<Published> published = new InputPublication(catalog, settings).publish(inputs);
    housekeeping.afterCommit();
    return published;
  }

  /**
   * Plans a scan.
   *
   * @throws winnow.lake.catalog.LakeException when the snapshot asked for is gone
   */
  public Scan scan(ScanRequest request) {
    return planner.plan(request);
  }

  /** A data file with the size and the digest that its bytes have now; empty when it is gone. */
  public Optional<DataFileInfo> inspect(DataFileInfo file) {
    return DataFileCheck.inspect(catalog.files(), catalog.location() + "/" + file.path(), file);
  }

  /** What the telemetry of each day takes, in files that are visible now. */
  public NavigableMap<LocalDate, DayUsage> usage() {
    return new Retention(catalog).days();
  }

  /** The finished analyses. */
  public Runs runs() {
    return new Runs(catalog, housekeeping::afterCommit);
  }

  /** What keeps the lake small and fast. */
  public Housekeeping housekeeping() {
    return housekeeping;
  }

  /** What is wrong with the catalogue's database; empty when it is whole. */
  public List<String> catalogProblems() {
    return catalog.problems();
  }

  /** Data files, by path in the lake, that nothing refers to and that nobody writes any more. */
  public List<String> strayFiles() {
    return catalog.strayFiles();
  }

  /** SQL over everything that is in the lake now. To be closed. */
  public Search search() {
    return search(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * SQL over the events of a time range that are in the lake now; faster the shorter it is. To be
   * closed. Findings are searched by the event time of their telemetry, cases by when their
   * evidence begins.
   */
  public Search search(long fromMicros, long toMicros) {
    List<SearchTable> tables = new ArrayList<>();
    for (Table<?, ?> table : tables()) {
      ScanRequest request = ScanRequest.of(table).between(fromMicros, toMicros);
      List<Path> files =
          scan(request).files().stream().map(file -> folder.resolve(file.path())).toList();
      tables.add(new SearchTable(table, files, fromMicros, toMicros));
    }
    Path spill = folder.resolve("tmp").resolve("search-" + UUID.randomUUID());
    return Search.open(tables, settings.searchMemoryBytes(), spill);
  }

  @Override
  public void close() {
    housekeeping.close();
    catalog.close();
  }
}
