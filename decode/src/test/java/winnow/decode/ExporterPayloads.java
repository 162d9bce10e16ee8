// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Saved payloads of many exporters, those of one exporter together, its templates first. */
public record ExporterPayloads(String exporter, List<Path> files) {
  private static final int V5_HEADER_OCTETS = 24;
  private static final int V5_RECORD_OCTETS = 48;

  /** Reads the folder; file names are `exporter_tpl….dat`, `exporter_data….dat`. */
  public static List<ExporterPayloads> in(Path folder) throws IOException {
    TreeMap<String, List<Path>> byExporter = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted(
              Comparator.comparing((Path file) -> !hasTemplates(file)).thenComparing(file -> file))
          .forEach(
              file -> byExporter.computeIfAbsent(exporter(file), e -> new ArrayList<>()).add(file));
    }
    return byExporter.entrySet().stream()
        .map(entry -> new ExporterPayloads(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The payloads with the templates of {@code payload}; none when it brings its own. */
  public static List<Path> templatesFor(Path payload) throws IOException {
    try (Stream<Path> files = Files.list(payload.resolveSibling(""))) {
      return files
          .filter(file -> exporter(file).equals(exporter(payload)))
          .filter(file -> hasTemplates(file) && !hasTemplates(payload))
          .sorted()
          .toList();
    }
  }

  /** The datagrams of a payload by what the headers of version 5 and IPFIX say of their length. */
  public static List<byte[]> datagrams(Path payload) throws IOException {
    byte[] bytes = Files.readAllBytes(payload);
    List<byte[]> datagrams = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int count = BigEndian.u16(bytes, at + 2);
      int length =
          switch (BigEndian.u16(bytes, at)) {
            case 5 -> V5_HEADER_OCTETS + V5_RECORD_OCTETS * count;
            case 10 -> count;
            default -> bytes.length;
          };
      int end = Math.min(bytes.length, at + length);
      datagrams.add(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return datagrams;
  }

  private static String exporter(Path file) {
    return name(file).replaceFirst("(_opttpl|_tpl|_data).*$", "");
  }

  private static boolean hasTemplates(Path file) {
    return name(file).contains("tpl");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".dat", "");
  }

  @Override
  public String toString() {
    return exporter;
  }
}
