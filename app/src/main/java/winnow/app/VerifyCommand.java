// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.analysis.run.CaseAnalysis;
import winnow.analysis.run.CaseManifest;
import winnow.analysis.run.DomainList;
import winnow.analysis.run.RunManifest;
import winnow.analysis.run.Verification;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.option.LeaseOptions;
import winnow.app.terminal.Amounts;
import winnow.context.Leases;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;

/** Repeats a run. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Hashes the files that a run read, runs it again as it was, and compares the lists.",
      "",
      "Give the same --context as for the run if it had a list of popular domains, and the same"
          + " --leases if it had leases."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  winnow runs            lists the runs", "  winnow verify RUN"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the same, byte for byte",
      "1:something differs; it says what",
      "2:there is no such run, or its list of popular domains or its leases are not given",
      "3:the machine or the product failed",
      "4:inputs of the run were deleted since",
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ContextOption context;
  @Mixin LeaseOptions leases;

  @Parameters(arity = "1", paramLabel = "RUN", description = "id of a run")
  String run;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (Lake opened = lake.open();
        StageProgress progress = new StageProgress()) {
      DomainList popular = context.readDomainList();
      RunEntry entry = RunsCommand.find(opened, run);
      Verification verification = verify(entry, popular, opened, progress, err);
      int code = report(verification, err);
      err.flush();
      return code;
    }
  }

  private Verification verify(
      RunEntry entry, DomainList popular, Lake opened, StageProgress progress, PrintWriter err)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    if (entry.hasCases()) {
      CaseAnalysis analysis = CasesCommand.analysis(opened, List.of(), threads);
      Leases known = leases.read(err);
      requireLeases(CaseManifest.parse(entry.manifest()), known);
      return (known == null ? analysis : analysis.withLeases(known))
          .verify(entry.id(), opened, (day, done, total) -> {});
    }
    requireList(RunManifest.parse(entry.manifest()), popular);
    return AnalyzeCommand.lakeEngine(threads).verify(entry.id(), popular, opened, progress);
  }

  private static void requireList(RunManifest manifest, DomainList popular) {
    if (manifest.lists().popularSha256() != null && popular.sha256() == null) {
      throw new IllegalArgumentException(
          "the run used a list of popular domains, "
              + manifest.lists().popularFile()
              + ": give the folder that it is in with --context");
    }
  }

  private static void requireLeases(CaseManifest manifest, @Nullable Leases known) {
    if (manifest.leases() != null && known == null) {
      throw new IllegalArgumentException(
          "the run knew hosts by leases: give the files that it read with --leases");
    }
  }

  private static int report(Verification verification, PrintWriter err) {
    return switch (verification) {
      case Verification.Agrees agrees -> {
        err.println(
            "the same: "
                + Amounts.count(agrees.files(), "file")
                + " read, "
                + Amounts.count(agrees.rows(), "row")
                + " listed, every byte as it was");
        yield ExitCode.OK;
      }
      case Verification.Differs differs -> {
        differs.differences().forEach(it -> err.println("differs: " + it));
        yield ExitCode.NOTHING_USABLE;
      }
      case Verification.InputChanged changed -> {
        changed.inputs().forEach(it -> err.println("changed: " + it));
        yield ExitCode.NOTHING_USABLE;
      }
      case Verification.InputDeleted deleted -> {
        deleted.inputs().forEach(it -> err.println("deleted: " + it));
        yield ExitCode.INPUT_DELETED;
      }
    };
  }
}
