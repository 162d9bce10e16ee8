// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.analysis.count.Progress;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotResult;
import winnow.analysis.shortlist.Findings;
import winnow.analysis.shortlist.SpotFile;
import winnow.lake.Lake;
import winnow.lake.Scan;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.RunEntry;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/** Analyses of days in a lake: planned, published and verified, whoever reads the rows. */
public final class LakeAnalyses implements AnalysisEngine {
  private final Method method;
  private final String codeVersion;
  private final InstantSource clock;

  /**
   * An engine.
   *
   * @param method analyses the rows
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  public LakeAnalyses(Method method, String codeVersion, InstantSource clock) {
    this.method = method;
    this.codeVersion = codeVersion;
    this.clock = clock;
  }

  /** Analyses the rows of a scan. */
  @FunctionalInterface
  public interface Method {
    /** The result; how it comes about must not change it. */
    SpotResult analyze(AnalysisRequest request, Lake lake, Scan plan, Progress progress);
  }

  @Override
  public RunOutcome run(AnalysisRequest request, Lake lake, Progress progress) {
    Scan plan = lake.scan(scan(request.kind(), request.day()));
    StageClock stages = new StageClock(progress);
    SpotResult result = method.analyze(request, lake, plan, stages);
    requireRows(request, result);
    String id = RunManifest.id(request, plan.files(), codeVersion);
    Optional<RunEntry> known = lake.runs().find(id);
    if (known.isPresent()) {
      return knownOutcome(known.get(), result);
    }
    RunManifest manifest = manifest(request, plan, result, stages.finish());
    RunEntry entry =
        new RunEntry(
            id,
            Findings.METHOD,
            request.kind(),
            request.day(),
            clock.instant(),
            result.rows().size(),
            manifest.list().digest(),
            Map.of(request.kind(), plan.snapshotId()),
            manifest.toJson());
    return lake.runs()
        .publish(entry, Findings.of(result, id, request.day()))
        .map(faster -> knownOutcome(faster, result))
        .orElseGet(() -> new RunOutcome(entry, manifest, result, true));
  }

  private static RunOutcome knownOutcome(RunEntry known, SpotResult again) {
    return new RunOutcome(known, requireSame(known, again), again, false);
  }

  @Override
  public Optional<RunEntry> find(AnalysisRequest request, Lake lake) {
    Scan plan = lake.scan(scan(request.kind(), request.day()));
    return lake.runs().find(RunManifest.id(request, plan.files(), codeVersion));
  }

  private static RunManifest requireSame(RunEntry known, SpotResult again) {
    String digest = SpotFile.digest(again);
    if (!known.listDigest().equals(digest)) {
      throw new IllegalStateException(
          "run "
              + known.id()
              + " made the list "
              + known.listDigest()
              + " before and "
              + digest
              + " now, from the same inputs and settings");
    }
    return RunManifest.parse(known.manifest());
  }

  @Override
  public Verification verify(String runId, DomainList popular, Lake lake, Progress progress) {
    RunEntry entry =
        lake.runs()
            .find(runId)
            .orElseThrow(() -> new IllegalArgumentException("no run \"" + runId + "\""));
    RunManifest manifest = RunManifest.parse(entry.manifest());
    Optional<Verification> trouble = new InputCheck(lake, popular).check(manifest);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    Feedback feedback = manifest.benign().feedback();
    AnalysisRequest request =
        new AnalysisRequest(
            manifest.kind(),
            manifest.day(),
            manifest.settings(),
            popular,
            manifest.lists().userDomain(),
            feedback);
    Scan plan = lake.scan(scan(manifest.kind(), manifest.day()).at(manifest.snapshotId()));
    SpotResult result = method.analyze(request, lake, plan, progress);
    List<String> differences = Differences.between(manifest, result);
    return differences.isEmpty()
        ? new Verification.Agrees(manifest.files().size(), manifest.list().rows())
        : new Verification.Differs(differences);
  }

  private static ScanRequest scan(TelemetryKind kind, LocalDate day) {
    return ScanRequest.of(TelemetryTable.of(kind)).day(day);
  }

  private static void requireRows(AnalysisRequest request, SpotResult result) {
    if (result.counts().valid() == 0) {
      throw new NothingToAnalyzeException(
          "no "
              + request.kind().tableName()
              + " row of "
              + request.day()
              + " can be scored: "
              + (result.counts().total() == 0 ? "there is none" : result.counts().reasons()),
          result.counts());
    }
  }

  private RunManifest manifest(
      AnalysisRequest request, Scan plan, SpotResult result, List<RunManifest.StageTime> stages) {
    return new RunManifest(
        Findings.METHOD,
        request.kind(),
        request.day(),
        plan.snapshotId(),
        plan.files(),
        request.settings(),
        RunManifest.lists(request),
        RunManifest.Benign.of(request.feedback()),
        codeVersion,
        new RunManifest.Rows(
            result.counts().valid(),
            result.counts().invalid(),
            result.counts().withoutLength(),
            result.benignRows(),
            request.feedback().refused().size()),
        result.model(),
        new RunManifest.Listed(result.rows().size(), SpotFile.digest(result)),
        stages);
  }
}
