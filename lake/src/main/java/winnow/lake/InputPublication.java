// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.LakeException;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.Publication;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.NewFile;
import winnow.lake.write.Partition;
import winnow.lake.write.RowGroups;

/**
 * Makes several inputs visible in one transaction: rows of one partition go to one data file, in
 * the order of the inputs. Not thread-safe.
 */
final class InputPublication {
  private final Catalog catalog;
  private final LakeSettings settings;

  InputPublication(Catalog catalog, LakeSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** Publishes {@code inputs}; what became of each, in their order. */
  List<Published> publish(List<StagedInput> inputs) {
    Map<String, StagedInput> fresh = new LinkedHashMap<>();
    for (StagedInput input : inputs) {
      fresh.putIfAbsent(input.input().sha256(), input);
    }
    fresh.keySet().removeIf(sha256 -> catalog.ledger().find(sha256).isPresent());
    while (!fresh.isEmpty()) {
      try {
        publishFresh(List.copyOf(fresh.values()));
        break;
      } catch (DuplicateInputException e) {
        // Another process was faster with one of them: again without it.
        fresh.remove(e.existing().input().sha256());
      }
    }
    List<Published> published = new ArrayList<>(inputs.size());
    for (StagedInput input : inputs) {
      LedgerEntry entry = catalog.ledger().find(input.input().sha256()).orElseThrow();
      boolean isNew = fresh.remove(input.input().sha256(), input);
      published.add(new Published(entry, isNew));
    }
    return published;
  }

  private void publishFresh(List<StagedInput> inputs) {
    try (DataFileWriters writers = new DataFileWriters(catalog, catalog.sessions().id())) {
      List<NewFile> files = write(inputs, writers);
      Publication publication = catalog.publication(writers.session());
      for (StagedInput input : inputs) {
        files.addAll(input.files());
        publication.requireSession(input.session()).add(input.entry(), input.content());
      }
      NewFile.append(files, publication);
      publication.publish();
      writers.keep();
      inputs.forEach(StagedInput::keep);
    } catch (IOException e) {
      throw new LakeException("rows could not be written: " + e, e);
    }
  }

  private List<NewFile> write(List<StagedInput> inputs, DataFileWriters writers)
      throws IOException {
    Map<Partition, List<KindBuffer.Part>> parts = new LinkedHashMap<>();
    for (StagedInput input : inputs) {
      for (KindBuffer.Part part : input.parts()) {
        parts.computeIfAbsent(part.partition(), partition -> new ArrayList<>()).add(part);
      }
    }
    for (Map.Entry<Partition, List<KindBuffer.Part>> rows : parts.entrySet()) {
      RowGroups group = new RowGroups(rows.getKey(), settings.rowGroupRows(), writers);
      for (KindBuffer.Part part : rows.getValue()) {
        group.add(part.rows());
      }
      group.finish();
    }
    return new ArrayList<>(writers.finish());
  }
}
