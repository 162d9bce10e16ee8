// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;

/** All files of one day, open together. */
public final class DayOutputs implements TrafficSink, AutoCloseable {
  private static final int NETFLOW_PORT = 2055;
  private static final int IPFIX_PORT = 4739;

  private final Map<OutputFormat, Emitter> emitters = new EnumMap<>(OutputFormat.class);
  private final Set<TelemetryKind> kinds = java.util.EnumSet.noneOf(TelemetryKind.class);

  private DayOutputs() {}

  /** An output that only counts. */
  public static DayOutputs counting(FlowExporter.Counter counter) {
    DayOutputs outputs = new DayOutputs();
    outputs.emitters.put(OutputFormat.NFCAPD, counter);
    outputs.kinds.addAll(counter.needs());
    return outputs;
  }

  /**
   * Where a day goes.
   *
   * @param folder root of the data set; folders of formats are made below it
   * @param formats what to write
   * @param rotation length of nfcapd files
   * @param labels counts planted records
   */
  public record Plan(Path folder, Set<OutputFormat> formats, Rotation rotation, LabelBook labels) {
    /** Takes a copy of {@code formats}. */
    public Plan {
      formats = Set.copyOf(formats);
    }
  }

  /** Opens the files of a day; {@code quota} thins flows. */
  public static DayOutputs open(Day day, Plan plan, @Nullable FlowQuota quota) throws IOException {
    DayOutputs outputs = new DayOutputs();
    for (OutputFormat format : new java.util.TreeSet<>(plan.formats)) {
      Path folder = Files.createDirectories(plan.folder.resolve(format.folder()));
      Emitter emitter = emitter(day, plan, quota, format, folder);
      outputs.emitters.put(format, emitter);
      outputs.kinds.addAll(emitter.needs());
    }
    return outputs;
  }

  /** Records written so far, by format. */
  public Map<OutputFormat, Long> records() {
    Map<OutputFormat, Long> records = new EnumMap<>(OutputFormat.class);
    emitters.forEach((format, emitter) -> records.put(format, emitter.records()));
    return records;
  }

  @Override
  public boolean wants(TelemetryKind kind) {
    return kinds.contains(kind);
  }

  @Override
  public void conversation(Conversation conversation) {
    for (Emitter emitter : emitters.values()) {
      emitter.conversation(conversation);
    }
  }

  @Override
  public void exchange(DnsExchange exchange) {
    for (Emitter emitter : emitters.values()) {
      emitter.exchange(exchange);
    }
  }

  @Override
  public void request(WebRequest request) {
    for (Emitter emitter : emitters.values()) {
      emitter.request(request);
    }
  }

  @Override
  public void advance(long timeMicros) {
    for (Emitter emitter : emitters.values()) {
      emitter.advance(timeMicros);
    }
  }

  @Override
  public void close() {
    for (Emitter emitter : emitters.values()) {
      emitter.close();
    }
  }

  private static Emitter emitter(
      Day day, Plan plan, @Nullable FlowQuota quota, OutputFormat format, Path folder) {
    LabelBook.Page labels = plan.labels.page(day, format.kind(), format.label());
    Scenario scenario = day.network().scenario();
    FlowView view = scenario.flowView();
    int sampling = scenario.conditions().samplingInterval();
    return switch (format) {
      case NFCAPD ->
          new FlowExporter(day, view, quota, new NfcapdFiles(folder, plan.rotation), labels);
      case NETFLOW_V9 -> {
        long boot = (scenario.firstDay().toEpochDay() - 1) * Day.MICROS;
        ExportDialect dialect = new ExportDialect.NetflowV9(boot, sampling);
        PcapFiles files = new PcapFiles(folder, "'netflow9-'yyyyMMddHH'.pcap'");
        yield new FlowExporter(
            day, view, quota, new ExportCapture(dialect, files, NETFLOW_PORT), labels);
      }
      case IPFIX -> {
        PcapFiles files = new PcapFiles(folder, "'ipfix-'yyyyMMddHH'.pcap'");
        ExportDialect dialect = new ExportDialect.Ipfix(view, sampling);
        yield new FlowExporter(
            day, view, quota, new ExportCapture(dialect, files, IPFIX_PORT), labels);
      }
      case DNS_PCAP ->
          new DnsCapture(day, new PcapFiles(folder, "'dns-'yyyyMMddHH'.pcap'"), labels);
      case PROXY ->
          new ProxyLog(
              day, folder, day.address(day.network().withRole(Role.PROXY).getFirst()), labels);
      case ZEEK_CONN -> ZeekEmitters.conn(day, folder, ZeekLog.Form.TSV, labels);
      case ZEEK_DNS -> ZeekEmitters.dns(day, folder, ZeekLog.Form.TSV, labels);
      case ZEEK_HTTP -> ZeekEmitters.http(day, folder, ZeekLog.Form.TSV, labels);
      case ZEEK_CONN_JSON -> ZeekEmitters.conn(day, folder, ZeekLog.Form.JSON, labels);
      case ZEEK_DNS_JSON -> ZeekEmitters.dns(day, folder, ZeekLog.Form.JSON, labels);
      case ZEEK_HTTP_JSON -> ZeekEmitters.http(day, folder, ZeekLog.Form.JSON, labels);
    };
  }
}
