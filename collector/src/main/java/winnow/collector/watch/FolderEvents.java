// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until something changes in folders, as far as the file system tells. */
final class FolderEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean isLimited;

  FolderEvents(Path folder) throws IOException {
    service = folder.getFileSystem().newWatchService();
  }

  /** Watches {@code folders} and no others. */
  void watch(Set<Path> folders) {
    keys.entrySet()
        .removeIf(known -> {
          boolean isGone = !folders.contains(known.getKey()) || !known.getValue().isValid();
          if (isGone) {
            known.getValue().cancel();
          }
          return isGone;
        });
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        try {
          WatchKey key =
              folder.register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY);
          keys.put(folder, key);
        } catch (IOException e) {
          if (!isLimited) {
            isLimited = true;
            LOG.warn(
                "{}: changes are not reported, it is looked through instead: {}", folder, e + "");
          }
        }
      }
    }
  }

  /** Waits until something changes, for {@code most} at the longest, or until it is closed. */
  void await(Duration most) {
    try {
      WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
      while (key != null) {
        key.pollEvents();
        key.reset();
        key = service.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      LOG.trace("closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
