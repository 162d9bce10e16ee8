// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of real data.
 *
 * @param folder the folder of the test data that it is of
 * @param name its path below that folder
 */
record DataFile(String folder, String name, Path path) {
  static final String PAYLOADS = "conformance/netflow";
  static final List<String> FOLDERS =
      List.of(
          "labelled/slips",
          "labelled/zeek-scenarios",
          "labelled/zeek-iot23",
          "labelled/zeek-rita",
          "labelled/zeek-malware",
          "labelled/zeek-wrccdc",
          "labelled/dns-tunnel",
          "labelled/proxy-benign",
          "labelled/argus",
          "labelled/panos",
          "labelled/proxy-exploit-kits",
          "labelled/lateral-movement",
          "conformance/proxy",
          "conformance/metron",
          PAYLOADS);

  private static final Pattern OURS_BY_NAME =
      Pattern.compile(
          "nfcapd\\..*|.*\\.(pcap|cap|nfdump|dat)|[\\w-]*(conn|dns|http)[\\w.]*\\.log.*");

  /** All files, folder by folder, sorted. */
  static List<DataFile> all(Path data) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      Path root = data.resolve(folder);
      try (Stream<Path> paths = Files.walk(root)) {
        paths
            .filter(Files::isRegularFile)
            .sorted()
            .map(path -> new DataFile(folder, root.relativize(path).toString(), path))
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Whether the name says that the file is a capture, flows, or a Zeek log that is read. */
  boolean isOursByName() {
    return OURS_BY_NAME.matcher(path.getFileName().toString()).matches();
  }

  Outcome decode() throws IOException {
    return folder.equals(PAYLOADS) ? Outcome.ofPayload(path) : Outcome.of(path);
  }

  /** Lines that are neither blank nor a comment. */
  long lines() throws IOException {
    try (BufferedReader lines = open()) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .filter(line -> !line.startsWith("ts\tuid\t"))
          .count();
    }
  }

  /** Lines of any kind. */
  long everyLine() throws IOException {
    try (BufferedReader lines = open()) {
      return lines.lines().count();
    }
  }

  private BufferedReader open() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            Compression.unwrap(Files.newInputStream(path)), StandardCharsets.ISO_8859_1));
  }

  @Override
  public String toString() {
    return folder + "/" + name;
  }
}
