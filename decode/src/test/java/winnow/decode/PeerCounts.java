// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What other programs count in the files of real data.
 *
 * @param counts count by file and {@link Judge#label}
 */
record PeerCounts(Map<String, Long> counts) {
  private static final Path FILE =
      Path.of("src", "test", "resources", "winnow", "decode", "peer-counts.tsv");

  /** The committed counts. */
  static PeerCounts read() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      String[] cells = line.split("\t", -1);
      counts.put(key(cells[0], cells[1]), Long.valueOf(cells[2]));
    }
    return new PeerCounts(counts);
  }

  /** Counts anew: starts tshark, nfdump and nfcapd, which writes below {@code folder}. */
  static PeerCounts count(List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    Map<String, Long> counts = new TreeMap<>();
    List<Path> payloads =
        files.stream()
            .filter(file -> file.folder().equals(DataFile.PAYLOADS))
            .map(DataFile::path)
            .toList();
    Map<Path, Long> records = Peers.tsharkRecords(payloads, folder);
    Map<Path, Long> flows = Peers.nfcapdFlows(payloads, folder);
    for (DataFile file : files) {
      String format = file.decode().format().map(f -> f.name()).orElse("");
      for (Judge judge : Judge.of(format)) {
        Long count =
            switch (judge) {
              case LINES, EVERY_LINE -> null;
              case TSHARK_MESSAGES -> Peers.tsharkMessages(file.path());
              case TSHARK_RECORDS -> records.get(file.path());
              case NFDUMP -> Peers.nfdumpFlows(file.path());
              case NFCAPD -> flows.get(file.path());
            };
        if (count != null) {
          counts.put(key(file.toString(), judge.label), count);
        }
      }
    }
    return new PeerCounts(counts);
  }

  void write() throws IOException {
    Files.createDirectories(FILE.getParent());
    StringBuilder text = new StringBuilder();
    counts.forEach((key, count) -> text.append(key).append('\t').append(count).append('\n'));
    Files.writeString(FILE, text);
  }

  /** What {@code judge} counts in {@code file}; of lines, counted now. */
  long of(DataFile file, Judge judge) throws IOException {
    if (judge == Judge.LINES) {
      return file.lines();
    }
    if (judge == Judge.EVERY_LINE) {
      return file.everyLine();
    }
    Long count = counts.get(key(file.toString(), judge.label));
    if (count == null) {
      throw new IllegalStateException("peer-counts.tsv has no " + judge.label + " of " + file);
    }
    return count;
  }

  private static String key(String file, String judge) {
    return file + "\t" + judge;
  }
}
