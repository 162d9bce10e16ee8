// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.blend.BlendInputs;
import winnow.app.option.ExitCode;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.ProgressLine;
import winnow.synth.DataSet;
import winnow.synth.blend.Captured;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.scenario.FieldConditions;
import winnow.synth.scenario.Scenario;

/** Makes traffic to order. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the traffic of an invented network, with attacks planted and labelled, as real bytes.",
      "",
      "The same options give the same bytes. The folder gets one sub-folder a family of formats,"
          + " labels.csv (what was planted) and context/ (what the owner of the network knows)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow synth --out data                               300 hosts, 10 days, attacks",
      "  winnow synth --hosts 1000 --days 2 --out data         of another size",
      "  winnow synth --scenario campaigns --seed 7 --days 21 --out data",
      "  winnow synth --days 1 --hosts 20000 --flows 10000000 --formats nfcapd --out data",
      "  winnow synth --scenario campaigns --no-attacks --blend real.csv --out data",
    })
final class SynthCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder to write to; files of the same name are replaced")
  Path out;

  /** What is made. */
  enum Kind {
    /** A calm office with well-known attacks on its last two days. */
    OFFICE,
    /** A network of another shape for every seed, with attacks that hide. */
    CAMPAIGNS,
    /** Such a network, with attacks on what is learnt. */
    POISONED
  }

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "office",
      description =
          "office: attacks on its last two days; campaigns: the seed decides on the shape of the"
              + " network, and on attacks that hide on the last third of the days; poisoned: attacks"
              + " that begin at a trickle and grow, and acts repeated up to 10,000 times (default:"
              + " ${DEFAULT-VALUE})")
  Kind kind;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "internal hosts; others than the office have about so many (default: ${DEFAULT-VALUE})")
  int hosts;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "10",
      description = "days (default: ${DEFAULT-VALUE})")
  int days;

  @Option(names = "--first-day", paramLabel = "DAY", description = "first day, UTC")
  @Nullable LocalDate firstDay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "another seed, another network (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--flows",
      paramLabel = "N",
      description = "exactly so many flow records a day; left out, hosts do as they please")
  @Nullable Long flows;

  @Option(
      names = "--formats",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "nfcapd,dns-pcap,proxy",
      description =
          "among nfcapd, netflow9-pcap, ipfix-pcap, dns-pcap, proxy, zeek-conn, zeek-dns, zeek-http"
              + " and zeek-conn-json, zeek-dns-json, zeek-http-json (default: ${DEFAULT-VALUE})")
  List<String> formats;

  @Option(names = "--no-attacks", description = "plant nothing")
  boolean noAttacks;

  @Option(
      names = "--blend",
      paramLabel = "FILE",
      description =
          "what hosts of other networks did, recorded, that hosts of this one are to do again; see"
              + " docs/reference/evaluation.md")
  @Nullable Path blend;

  @Option(
      names = "--blend-data",
      paramLabel = "DIR",
      description = "folder that the paths in FILE begin at (default: the folder of FILE)")
  @Nullable Path blendData;

  @Option(
      names = "--sampling",
      paramLabel = "N",
      defaultValue = "1",
      description = "exporters of flows look at 1 packet in N (default: ${DEFAULT-VALUE})")
  int sampling;

  @Option(
      names = "--missing-day",
      paramLabel = "DAY",
      description = "a day without telemetry; repeatable")
  List<LocalDate> missingDays = List.of();

  @Option(
      names = "--churn",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "share of people's computers that get another address from day to day, 0 to 1; who had"
              + " which is in context/leases.csv (default: a twelfth of the laptops alone)")
  double churn;

  @Override
  public Integer call() throws IOException {
    Scenario scenario =
        switch (kind) {
          case OFFICE -> Scenario.office(hosts, days).withSeed(seed);
          case CAMPAIGNS -> Scenario.campaigns(hosts, days, seed);
          case POISONED -> Scenario.poisoned(hosts, days, seed);
        };
    if (firstDay != null) {
      scenario = scenario.withFirstDay(firstDay);
    }
    if (flows != null) {
      scenario = scenario.withFlowsPerDay(flows);
    }
    if (noAttacks) {
      scenario = scenario.withAttacks(List.of());
    }
    scenario = scenario.withConditions(conditions(scenario));
    PrintWriter err = spec.commandLine().getErr();
    write(scenario, formats, blended(err), out, err);
    return ExitCode.OK;
  }

  private List<Captured> blended(PrintWriter err) throws IOException {
    if (blend == null) {
      return List.of();
    }
    Path parent = blend.toAbsolutePath().getParent();
    Path data = blendData != null ? blendData : parent == null ? Path.of("") : parent;
    return new BlendInputs(data, err).read(blend);
  }

  private FieldConditions conditions(Scenario scenario) {
    Set<Integer> missing = new LinkedHashSet<>();
    for (LocalDate day : missingDays) {
      long index = ChronoUnit.DAYS.between(scenario.firstDay(), day);
      if (index < 0 || index >= scenario.days()) {
        throw new IllegalArgumentException(
            "--missing-day %s is not among the days %s to %s"
                .formatted(
                    day, scenario.firstDay(), scenario.firstDay().plusDays(scenario.days() - 1)));
      }
      missing.add((int) index);
    }
    return new FieldConditions(sampling, missing, churn);
  }

  /** Writes a data set under a bar, and says what was written. */
  static void write(
      Scenario scenario, List<String> formats, List<Captured> captured, Path out, PrintWriter err)
      throws IOException {
    Set<OutputFormat> chosen = new LinkedHashSet<>();
    formats.forEach(name -> chosen.add(OutputFormat.named(name)));
    DataSet data = new DataSet(scenario, chosen, Rotation.HOUR, captured);
    data.blends()
        .leftOut(data.network())
        .forEach((blend, count) ->
            err.println(
                blend.id() + ": goes on after the last day, left out " + Amounts.count(count)));
    try (ProgressLine progress = ProgressLine.start("Traffic", scenario.days(), "days", 1)) {
      Map<OutputFormat, Long> records = data.write(out, (done, of, soFar) -> progress.at(done, of));
      err.println(
          "wrote "
              + records.entrySet().stream()
                  .map(entry -> Amounts.count(entry.getValue()) + " " + entry.getKey().label())
                  .collect(java.util.stream.Collectors.joining(", "))
              + " records of "
              + Amounts.count(scenario.hosts(), "host")
              + " in "
              + Amounts.count(scenario.days(), "day")
              + " to "
              + out);
      err.flush();
    }
  }
}
