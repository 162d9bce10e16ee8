// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.app.terminal.Amounts;
import winnow.lake.DataFileInfo;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/** Whether a lake is whole and can be written. */
final class LakeChecks {
  private static final int SHOWN = 3;

  private final Path folder;
  private final Lake lake;

  LakeChecks(Path folder, Lake lake) {
    this.folder = folder;
    this.lake = lake;
  }

  List<Finding> all() {
    return List.of(writable(), catalog(), dataFiles(), strayFiles());
  }

  private Finding writable() {
    try {
      Path temporary = Files.createDirectories(folder.resolve("tmp"));
      Files.delete(Files.createTempFile(temporary, "doctor", ""));
      return Finding.ok("lake", folder + " can be read and written");
    } catch (IOException e) {
      return Finding.fail(
          "lake", folder + " cannot be written: " + e + "; chown or chmod it, or look at its disk");
    }
  }

  private Finding catalog() {
    List<String> problems = lake.catalogProblems();
    return problems.isEmpty()
        ? Finding.ok("catalog", "whole; " + Amounts.count(lake.inputCount(), "input"))
        : Finding.fail(
            "catalog",
            "damaged: "
                + String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())))
                + ": stop writing, and restore "
                + folder.resolve("catalog.db")
                + " from a copy");
  }

  private Finding dataFiles() {
    List<String> bad = new ArrayList<>();
    long files = 0;
    long bytes = 0;
    for (TelemetryKind kind : TelemetryKind.values()) {
      for (DataFileInfo file : lake.scan(ScanRequest.of(TelemetryTable.of(kind))).files()) {
        files++;
        bytes += file.sizeBytes();
        try {
          if (Files.size(folder.resolve(file.path())) != file.sizeBytes()) {
            bad.add(file.path() + " has another length");
          }
        } catch (IOException e) {
          bad.add(file.path() + " is not there");
        }
      }
    }
    return bad.isEmpty()
        ? Finding.ok("data files", Amounts.count(files, "file") + ", " + Amounts.bytes(bytes))
        : Finding.fail(
            "data files",
            Amounts.count(bad.size())
                + " damaged: "
                + String.join("; ", bad.subList(0, Math.min(SHOWN, bad.size())))
                + ": restore them from a copy; days before them can be forgotten with 'winnow"
                + " housekeep --forget-before DAY'");
  }

  private Finding strayFiles() {
    List<String> stray = lake.strayFiles();
    return stray.isEmpty()
        ? Finding.ok("stray files", "none")
        : Finding.warn(
            "stray files",
            Amounts.count(stray.size(), "file")
                + " that nothing refers to, such as "
                + stray.getFirst()
                + ": 'winnow housekeep' deletes what a killed ingest left, after two minutes");
  }
}
