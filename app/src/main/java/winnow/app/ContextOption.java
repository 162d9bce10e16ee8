// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.analysis.run.DomainList;
import winnow.collector.InputFile;
import winnow.context.GeoRanges;
import winnow.context.InternalNetworks;
import winnow.context.NetworkNames;
import winnow.context.PopularDomains;
import winnow.server.api.HostContext;

/** Where a command finds what is known about addresses and names. */
final class ContextOption {
  @Option(
      names = "--context",
      paramLabel = "DIR",
      description =
          "folder with networks.csv (CIDR or range,name), geo.csv and domains.csv (rank,domain); each"
              + " may be missing")
  @Nullable Path folder;

  /** What the pages say about addresses. */
  HostContext readHostContext() throws IOException {
    NetworkNames names = read("networks.csv", NetworkNames::read, NetworkNames.none());
    GeoRanges places = read("geo.csv", GeoRanges::read, GeoRanges.none());
    return new HostContext(names, places, new InternalNetworks(List.of()), folder);
  }

  /** The popular domains with the digest of their list; none when there is no list. */
  DomainList readDomainList() throws IOException {
    PopularDomains domains = read("domains.csv", PopularDomains::read, PopularDomains.none());
    if (folder == null || domains.size() == 0) {
      return DomainList.NONE;
    }
    InputFile file = InputFile.of(folder.resolve("domains.csv"));
    return new DomainList(file.name(), file.sha256(), domains.firstLabels());
  }

  private interface ListReader<T> {
    T read(String fileName, Reader text) throws IOException;
  }

  private <T> T read(String name, ListReader<T> reader, T none) throws IOException {
    if (folder == null) {
      return none;
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no such folder of context files: " + folder);
    }
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return none;
    }
    try (Reader text = Files.newBufferedReader(file)) {
      return reader.read(file.toString(), text);
    }
  }
}
