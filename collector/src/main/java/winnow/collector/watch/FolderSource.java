// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import winnow.collector.PathText;
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
  private static final int MOST_NAMES = 100_000;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(200);

  private final WatchSettings settings;
  private final SourceTally tally;
  private final Backlog backlog;
  private final DoneFiles done;
  private final InstantSource clock;
  private final Map<Path, Waiting> waiting = new HashMap<>();
  private final Set<Path> passedOver = new HashSet<>();
  private @Nullable FolderEvents events;
  private volatile @Nullable Thread thread;
  private volatile @Nullable String trouble;
  private volatile boolean closing;

  /**
   * A file that is not done.
   *
   * @param seen how it looks
   * @param since since when
   * @param notBefore when to try again
   * @param failure why it is tried again; null when it was not tried yet
   */
  private record Waiting(Seen seen, Instant since, Instant notBefore, @Nullable String failure) {}

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
  public @Nullable String trouble() {
    Thread started = thread;
    boolean hasEnded = started != null && !started.isAlive() && !closing;
    return hasEnded ? "nobody looks at " + settings.folder() + " any more" : trouble;
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
        trouble = null;
      } catch (Throwable e) {
        // Whatever it was, a folder that nobody looks at any more would fill up unnoticed.
        LOG.error("{}: it is tried again in {} s: {}", endpoint(), RETRY.toSeconds(), e + "", e);
        trouble = "the last look at " + settings.folder() + " failed: " + e;
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
      known = new Waiting(seen, modified.isAfter(now) ? now : modified, Instant.MIN, null);
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
      case IngestOutcome.Refused refused when refused.isDenied() -> {
        if (tryAgain(file.path(), refused.reason())) {
          tally.failed(1);
        }
      }
      case IngestOutcome.Refused refused -> {
        LOG.warn("{}: {}", file.path(), refused.reason());
        tally.failed(1);
        note(file.path());
      }
      case IngestOutcome.Failed failed -> tryAgain(file.path(), failed.reason());
    }
  }

  /** The file is left for later; returns whether that is news, which is told once. */
  private boolean tryAgain(Path file, String why) {
    Waiting known = waiting.get(file);
    boolean isNews = known == null || !why.equals(known.failure);
    if (isNews) {
      LOG.warn("{}: it is tried again every {} s: {}", file, RETRY.toSeconds(), why);
    }
    if (known != null) {
      waiting.put(file, new Waiting(known.seen, known.since, clock.instant().plus(RETRY), why));
    }
    return isNews;
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

  /** Never over what is there, be it a link to nothing. */
  private static void move(Path from, Path to) throws IOException {
    Path free = to;
    for (int number = 1; number <= MOST_NAMES; number++) {
      if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Files.move(from, free);
          return;
        } catch (FileAlreadyExistsException e) {
          LOG.debug("{} came meanwhile", free, e);
        }
      }
      free = PathText.withSuffix(to, "." + number);
    }
    throw new FileAlreadyExistsException(to + ", and " + MOST_NAMES + " names like it");
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
