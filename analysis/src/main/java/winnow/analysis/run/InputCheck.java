// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import winnow.lake.DataFileInfo;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LakeException;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/** Checks that the inputs of a run are what they were, byte by byte. */
final class InputCheck {
  private final Lake lake;
  private final DomainList popular;

  InputCheck(Lake lake, DomainList popular) {
    this.lake = lake;
    this.popular = popular;
  }

  /** What is wrong; empty when nothing is. */
  Optional<Verification> check(RunManifest manifest) {
    List<String> deleted = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    checkFiles(manifest.files(), deleted, changed);
    if (deleted.isEmpty()) {
      checkSnapshot(manifest.kind(), manifest.day(), manifest.snapshotId()).ifPresent(deleted::add);
    }
    checkPopular(manifest).ifPresent(changed::add);
    return verdict(deleted, changed);
  }

  /** What is wrong with the day of a run that made cases; empty when nothing is. */
  Optional<Verification> check(CaseManifest manifest) {
    List<String> deleted = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    checkFiles(manifest.files(), deleted, changed);
    if (deleted.isEmpty()) {
      manifest
          .snapshotIds()
          .forEach((kind, id) -> checkSnapshot(kind, manifest.day(), id).ifPresent(deleted::add));
    }
    return verdict(deleted, changed);
  }

  private static Optional<Verification> verdict(List<String> deleted, List<String> changed) {
    if (!changed.isEmpty()) {
      return Optional.of(new Verification.InputChanged(changed));
    }
    return deleted.isEmpty()
        ? Optional.empty()
        : Optional.of(new Verification.InputDeleted(deleted));
  }

  private void checkFiles(List<DataFileInfo> files, List<String> deleted, List<String> changed) {
    for (DataFileInfo file : files) {
      Optional<DataFileInfo> now = lake.inspect(file);
      if (now.isEmpty()) {
        deleted.add("data file " + file.path() + " is gone");
      } else if (!now.get().equals(file)) {
        changed.add(difference(file, now.get()));
      }
    }
  }

  private static String difference(DataFileInfo then, DataFileInfo now) {
    return "data file "
        + then.path()
        + " had "
        + then.sizeBytes()
        + " bytes with SHA-256 "
        + then.sha256()
        + ", has "
        + now.sizeBytes()
        + " with "
        + now.sha256();
  }

  private Optional<String> checkSnapshot(TelemetryKind kind, LocalDate day, long snapshotId) {
    try {
      lake.scan(ScanRequest.of(TelemetryTable.of(kind)).day(day).at(snapshotId));
      return Optional.empty();
    } catch (LakeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> checkPopular(RunManifest manifest) {
    String then = manifest.lists().popularSha256();
    if (Objects.equals(then, popular.sha256())) {
      return Optional.empty();
    }
    return Optional.of(
        then == null
            ? "no list of popular domains was used, and " + popular.fileName() + " is given"
            : "list of popular domains had SHA-256 " + then + ", has " + popular.sha256());
  }
}
