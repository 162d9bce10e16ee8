// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.schema.TelemetryKind;
import winnow.synth.blend.Blends;
import winnow.synth.blend.Captured;
import winnow.synth.emit.ContextFiles;
import winnow.synth.emit.DayOutputs;
import winnow.synth.emit.FlowExporter;
import winnow.synth.emit.FlowQuota;
import winnow.synth.emit.LabelBook;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Day;

/**
 * Writes the traffic of a scenario into a folder: one sub-folder per family of formats (`flow`,
 * `dns`, `proxy`, `zeek`), `labels.csv` for what was planted, and `context` for what the owner of
 * the network knows. Equal scenarios give equal bytes. Days are independent of one another.
 */
public final class DataSet {
  private static final double SURPLUS = 1.03;
  private static final int CALIBRATIONS = 6;

  private final Scenario scenario;
  private final SyntheticNetwork network;
  private final Set<OutputFormat> formats;
  private final Rotation rotation;
  private final Blends blends;

  /**
   * A data set of a scenario.
   *
   * @throws IllegalArgumentException when a format cannot hold what the scenario asks for
   */
  public DataSet(Scenario scenario, Set<OutputFormat> formats, Rotation rotation) {
    this(scenario, formats, rotation, List.of());
  }

  /**
   * As above, with traffic of other networks blended in.
   *
   * @throws IllegalArgumentException also when there is no host or day for it
   */
  public DataSet(
      Scenario scenario, Set<OutputFormat> formats, Rotation rotation, List<Captured> captured) {
    if (scenario.flowView() == FlowView.BIFLOW && formats.contains(OutputFormat.NETFLOW_V9)) {
      throw new IllegalArgumentException(
          "NetFlow v9 has no records with both directions: use ipfix-pcap or nfcapd, or UNIFLOW");
    }
    this.scenario = scenario;
    this.formats = Set.copyOf(formats);
    this.rotation = rotation;
    network = SyntheticNetwork.of(scenario);
    blends = captured.isEmpty() ? Blends.NONE : Blends.of(network, captured);
  }

  /** Told after each day. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Day {@code daysDone} of {@code days} was written.
     *
     * @param records records written so far, by format
     */
    void dayWritten(int daysDone, int days, Map<OutputFormat, Long> records);
  }

  /** The network that the traffic is of. */
  public SyntheticNetwork network() {
    return network;
  }

  /** What is blended in. */
  public Blends blends() {
    return blends;
  }

  /** Writes everything below {@code folder}; returns the number of records by format. */
  public Map<OutputFormat, Long> write(Path folder, Progress progress) throws IOException {
    LabelBook labels = new LabelBook(network, blends.hosts());
    Map<OutputFormat, Long> total = new EnumMap<>(OutputFormat.class);
    for (int day = 0; day < scenario.days(); day++) {
      writeDay(day, folder, labels)
          .forEach((format, count) -> total.merge(format, count, Long::sum));
      progress.dayWritten(day + 1, scenario.days(), Map.copyOf(total));
    }
    Files.createDirectories(folder);
    ContextFiles.write(network, folder.resolve("context"));
    labels.write(folder.resolve("labels.csv"));
    return total;
  }

  /** Writes one day below {@code folder}, without labels and context; nothing of missing days. */
  public Map<OutputFormat, Long> writeDay(int index, Path folder, LabelBook labels)
      throws IOException {
    if (scenario.conditions().missingDays().contains(index)) {
      return Map.of();
    }
    Day day = new Day(network, index);
    DayOutputs.Plan plan = new DayOutputs.Plan(folder, formats, rotation, labels);
    Long wanted = scenario.flowsPerDay();
    boolean flows = formats.stream().anyMatch(it -> it.kind() == TelemetryKind.FLOW);
    if (wanted == null || !flows) {
      try (DayOutputs outputs = DayOutputs.open(day, plan, null)) {
        new DayTraffic(day, scenario.intensity(), blends).generate(outputs);
        return closed(outputs);
      }
    }
    return writeExactly(day, plan, wanted);
  }

  /** Makes a little too much and thins it evenly. */
  private Map<OutputFormat, Long> writeExactly(Day day, DayOutputs.Plan plan, long wanted)
      throws IOException {
    double intensity = wanted / (network.hosts().size() * 3000.0);
    FlowExporter.Counter count = count(day, intensity);
    for (int i = 0; i < CALIBRATIONS && !fits(count, wanted); i++) {
      intensity *= SURPLUS * wanted / count.records();
      count = count(day, intensity);
    }
    if (count.planted() > wanted || count.records() < wanted) {
      throw new IllegalArgumentException(
          "%d flows a day do not fit %d hosts: %d come about, %d of them planted"
              .formatted(wanted, network.hosts().size(), count.records(), count.planted()));
    }
    FlowQuota quota = new FlowQuota(count.records() - count.planted(), wanted - count.planted());
    try (DayOutputs outputs = DayOutputs.open(day, plan, quota)) {
      DayTraffic traffic = new DayTraffic(day, intensity, blends);
      traffic.generate(outputs);
      return closed(outputs);
    }
  }

  private static boolean fits(FlowExporter.Counter count, long wanted) {
    return count.records() >= wanted * 1.005 && count.records() < wanted * 1.3;
  }

  private FlowExporter.Counter count(Day day, double intensity) {
    FlowExporter.Counter counter = new FlowExporter.Counter(day, scenario.flowView());
    new DayTraffic(day, intensity, blends).generate(DayOutputs.counting(counter));
    return counter;
  }

  private static Map<OutputFormat, Long> closed(DayOutputs outputs) {
    outputs.close();
    return outputs.records();
  }
}
