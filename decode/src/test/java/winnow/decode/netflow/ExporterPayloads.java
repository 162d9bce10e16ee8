// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Saved payloads of many exporters, those of one exporter together, its templates first. */
record ExporterPayloads(String exporter, List<Path> files) {

  /** Reads the folder; file names are `exporter_tpl….dat`, `exporter_data….dat`. */
  static List<ExporterPayloads> in(Path folder) throws IOException {
    TreeMap<String, List<Path>> byExporter = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted(
              Comparator.comparing((Path file) -> !name(file).contains("tpl"))
                  .thenComparing(f -> f))
          .forEach(file -> {
            String exporter = name(file).replaceFirst("(_opttpl|_tpl|_data).*$", "");
            byExporter.computeIfAbsent(exporter, e -> new java.util.ArrayList<>()).add(file);
          });
    }
    return byExporter.entrySet().stream()
        .map(entry -> new ExporterPayloads(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".dat", "");
  }

  @Override
  public String toString() {
    return exporter;
  }
}
