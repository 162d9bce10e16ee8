// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.lake.Lake;
import winnow.lake.catalog.LakeException;

/** Says what is wrong, and what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the machine, the lake and what came in lately, and says what is wrong and what to"
          + " do: a line a check, with ok, warn or fail.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow doctor                          all checks",
      "  winnow doctor --port 2055 --port 9995  also whether these ports can be had",
      "  winnow doctor | grep -v ^ok            only what is not well",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing failed, though there may be warnings", "1:something failed"})
public final class DoctorCommand implements Callable<Integer> {
  private static final int ENTRIES = 5_000;

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description =
          "folder of a spool to look at, besides those of the collectors that have run for the"
              + " lake")
  @Nullable Path spool;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "port to look at, of UDP and TCP; may be repeated (default: 2055, 4739, 6343 of UDP)")
  List<Integer> ports = new ArrayList<>();

  @Option(
      names = "--silent",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description =
          "for how long a live source or exporter may bring nothing before it counts as silent"
              + " (default: ${DEFAULT-VALUE})")
  int silentMinutes;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    (ports.isEmpty() ? List.of(2055, 4739, 6343) : ports)
        .forEach(port -> findings.add(PortCheck.udp(port)));
    ports.forEach(port -> findings.add(PortCheck.tcp(port)));
    findings.add(MachineChecks.disk("lake", lake.folder));
    if (spool != null) {
      findings.add(MachineChecks.disk("spool", spool));
    }
    findings.addAll(ofLake());
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-5s %s: %s%n",
          finding.level().name().toLowerCase(Locale.ROOT),
          finding.check(),
          finding.text());
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)
        ? ExitCode.NOTHING_USABLE
        : ExitCode.OK;
  }

  private List<Finding> ofLake() {
    if (!lake.isThere()) {
      return List.of(
          Finding.warn("lake", "none at " + lake.folder + ": 'winnow ingest PATH' makes one"));
    }
    try (Lake opened = lake.open()) {
      List<Finding> findings = new ArrayList<>(new LakeChecks(lake.folder, opened).all());
      LiveStatus live = LiveStatus.read(lake.folder);
      FlowOfDataChecks data = new FlowOfDataChecks(opened.inputs(0, ENTRIES), Instant.now());
      findings.add(
          SilenceCheck.check(live, data.lastPublished(), Duration.ofMinutes(silentMinutes)));
      findings.add(TemplateCheck.check(live, data.withoutTemplate()));
      findings.add(data.clocks());
      findings.add(data.rejections());
      findings.addAll(ofCollectors(live));
      spools(live).forEach(place -> findings.add(data.spool(place)));
      findings.add(data.quarantine(lake.folder.resolve("quarantine")));
      return findings;
    } catch (LakeException e) {
      return List.of(
          Finding.fail(
              "lake",
              e.getMessage()
                  + ": see that no process holds it for minutes, that the disk is well, and that"
                  + " you may write to it"));
    }
  }

  private List<Finding> ofCollectors(LiveStatus live) {
    List<CollectorStatus> collectors = live.collectors();
    List<Finding> findings = new ArrayList<>(live.damages());
    for (CollectorStatus collector : collectors) {
      Finding finding = CollectorCheck.check(collector, Instant.now());
      findings.add(collectors.size() > 1 ? finding.of("spool " + collector.spool()) : finding);
    }
    if (spool != null && !live.knows(spool)) {
      findings.add(CollectorCheck.unknown(spool));
    }
    if (!collectors.isEmpty()) {
      findings.addAll(LiveChecks.of(live, Instant.now()));
    }
    return findings;
  }

  /** The spools of all collectors, and the one that was asked for; else the usual one. */
  private List<Path> spools(LiveStatus live) {
    List<Path> spools = new ArrayList<>();
    live.collectors().forEach(collector -> spools.add(collector.spool()));
    if (spool != null && !live.knows(spool)) {
      spools.add(spool);
    }
    return spools.isEmpty() ? List.of(lake.folder.resolve("spool")) : spools;
  }
}
