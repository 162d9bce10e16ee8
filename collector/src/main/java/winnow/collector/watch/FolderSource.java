// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.Backlog;
import winnow.collector.EndOfThread;
import winnow.collector.FileIngest;
import winnow.collector.IngestOutcome;
import winnow.collector.InputFile;
import winnow.collector.InputFiles;
import winnow.collector.Quarantine;
import winnow.collector.live.LiveSource;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Arrivals;
import winnow.lake.Lake;

/**
 * A folder that files come to. A file is ingested when nobody wrote to it for some time; so files
 * may be written in place or moved in. Those that are there at the start come in too. What is in
 * the lake is not read again, also after a restart; of a log that grew since, what was added comes
 * in.
 */
public final class FolderSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(200);

  private final WatchSettings settings;
  private final SourceTally tally;
  private final Backlog backlog;
  private final DoneFiles done;
  private final InstantSource clock;
  private final Map<Path, Waiting> waiting = new HashMap<>();
  private final Set<Path> passedOver = new HashSet<>();
  private @Nullable FolderEvents events;
  private @Nullable Thread thread;
  private volatile boolean closing;

  /** A file that is not done, since when it has looked so, and when to try again. */
  private record Waiting(Seen seen, Instant since, Instant notBefore) {}

  /**
   * A source that does nothing yet.
   *
   * @param name its name, letters and digits
   * @param lake where the records go
   * @param quarantine where samples of what was rejected go
   * @param memory folder in which it remembers which files are done
   */
  public FolderSource(
      String name,
      WatchSettings settings,
      Lake lake,
      Quarantine quarantine,
      Path memory,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    tally = new SourceTally(name, new Arrivals());
    backlog = new Backlog(lake, new FileIngest(lake, quarantine, settings.ingest()), 1);
    done = new DoneFiles(memory.resolve(name + ".done"));
  }

  @Override
  public SourceTally tally() {
    return tally;
  }

  @Override
  public String endpoint() {
    return "folder " + settings.folder();
  }

  @Override
  public void start() throws IOException {
    if (!Files.isDirectory(settings.folder())) {
      throw new NotDirectoryException(settings.folder() + " is no folder that can be watched");
    }
    done.load();
    FolderEvents opened = new FolderEvents(settings.folder());
    events = opened;
    thread = Thread.ofPlatform().name("winnow-watch-" + tally.name()).start(() -> watch(opened));
  }

  private void watch(FolderEvents opened) {
    while (!closing) {
      Duration pause;
      try {
        pause = pass(opened);
      } catch (IOException | RuntimeException e) {
        LOG.error("{}: it is tried again in {} s: {}", endpoint(), RETRY.toSeconds(), e + "", e);
        pause = RETRY;
      }
      if (!closing) {
        opened.await(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
      }
    }
  }

  /** Looks at all files once, and ingests those that are ready; returns when to look again. */
  private Duration pass(FolderEvents opened) throws IOException {
    InputFiles.Found found = InputFiles.below(settings.folder());
    opened.watch(found.folders());
    Set<Path> present = new HashSet<>();
    found.files().forEach(file -> present.add(file.path()));
    done.retain(present);
    waiting.keySet().retainAll(present);
    warnOfRefused(found.refused());
    Instant now = clock.instant();
    Duration next = settings.rescan();
    List<InputFile> ready = new ArrayList<>();
    for (InputFile file : found.files()) {
      Duration wait = waitFor(file.path(), now);
      if (wait != null && wait.isPositive()) {
        next = wait.compareTo(next) < 0 ? wait : next;
      } else if (wait != null) {
        ready.add(file);
      }
    }
    ingest(ready);
    return next;
  }

  private void warnOfRefused(List<IngestOutcome.Refused> found) {
    Set<Path> paths = new HashSet<>();
    for (IngestOutcome.Refused refused : found) {
      Path path = refused.file().path();
      paths.add(path);
      if (passedOver.add(path)) {
        LOG.warn("{}: it is passed over: {}", path, refused.reason());
        tally.failed(1);
      }
    }
    passedOver.retainAll(paths);
  }

  /** How long {@code file} has to rest still; null when it is done. */
  private @Nullable Duration waitFor(Path file, Instant now) throws IOException {
    Seen seen;
    try {
      seen = Seen.of(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    Seen before = done.find(file);
    if (seen.equals(before) || seen.sizeBytes() == 0) {
      return null;
    }
    Waiting known = waiting.get(file);
    if (known == null || !known.seen.equals(seen)) {
      Instant modified = Instant.EPOCH.plus(seen.modifiedMicros(), ChronoUnit.MICROS);
      // A clock of another machine may be ahead of ours: then it counts from now.
      known = new Waiting(seen, modified.isAfter(now) ? now : modified, Instant.MIN);
      waiting.put(file, known);
    }
    Instant rested = known.since.plus(settings.stable());
    Instant ready = rested.isAfter(known.notBefore) ? rested : known.notBefore;
    return Duration.between(now, ready);
  }

  private void ingest(List<InputFile> files) {
    if (files.isEmpty()) {
      return;
    }
    backlog.ingest(
        files,
        new Backlog.Listener() {
          @Override
          public void read(long bytes) {}

          @Override
          public boolean isStopped() {
            return closing;
          }

          @Override
          public void ended(IngestOutcome outcome) {
            FolderSource.this.ended(outcome);
          }
        });
  }

  private void ended(IngestOutcome outcome) {
    InputFile file = outcome.file();
    switch (outcome) {
      case IngestOutcome.Ingested ingested -> {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        tally.arrivals().kept(1, file.sizeBytes(), now);
        tally.published(ingested.entry(), now);
        finish(file);
      }
      case IngestOutcome.Known known -> finish(file);
      case IngestOutcome.NothingUsable none -> {
        LOG.warn("{}: nothing usable, read as {}", file.path(), none.format());
        tally.failed(1);
        note(file.path());
      }
      case IngestOutcome.Refused refused -> {
        LOG.warn("{}: {}", file.path(), refused.reason());
        tally.failed(1);
        note(file.path());
      }
      case IngestOutcome.Failed failed -> {
        LOG.warn("{}: it is tried again: {}", file.path(), failed.reason());
        waiting.computeIfPresent(
            file.path(),
            (path, known) -> new Waiting(known.seen, known.since, clock.instant().plus(RETRY)));
      }
    }
  }

  /** The file is in the lake: it may go, unless it has become another since. */
  private void finish(InputFile file) {
    Path target = settings.moveTo();
    Waiting known = waiting.get(file.path());
    if (target == null || known == null) {
      note(file.path());
      return;
    }
    try {
      if (!Seen.of(file.path()).equals(known.seen)) {
        return;
      }
      Path moved = target.resolve(settings.folder().relativize(file.path()));
      Files.createDirectories(moved.getParent());
      move(file.path(), moved);
      waiting.remove(file.path());
    } catch (IOException e) {
      LOG.warn("{}: it is in the lake, but cannot be moved to {}", file.path(), target, e);
      note(file.path());
    }
  }

  /** Never over a file that is there. */
  private static void move(Path from, Path to) throws IOException {
    Path free = to;
    for (int number = 1; Files.exists(free); number++) {
      free = to.resolveSibling(to.getFileName() + "." + number);
    }
    try {
      Files.move(from, free);
    } catch (FileAlreadyExistsException e) {
      move(from, to);
    }
  }

  private void note(Path file) {
    Waiting known = waiting.remove(file);
    if (known != null) {
      done.add(file, known.seen);
    }
  }

  /** Ends after the files that are being read. */
  @Override
  public void close() throws IOException {
    closing = true;
    FolderEvents opened = events;
    if (opened != null) {
      opened.close();
    }
    Thread running = thread;
    if (running != null) {
      EndOfThread.await(running);
    }
  }
}
