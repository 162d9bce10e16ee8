// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.TelemetryTable;
import winnow.synth.blend.Captured;
import winnow.synth.blend.Elsewhere;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.scenario.Scenario;

/**
 * A rule that looks at one column, or at which columns of a row have a value, cannot tell rows that
 * were blended in from rows that were not: what blending adds has only values that sensors of this
 * network give.
 */
class BlendProbeTest {
  private static final Scenario SCENARIO =
      Scenario.defaults()
          .withHosts(100)
          .withIntensity(0.06)
          .withIpv6Share(0.2)
          .withProxyShare(0.5)
          .withBlended(true);

  /**
   * Columns that tell what hosts do, or whose values are many by nature; of these it counts whether
   * there is one.
   */
  private static final Set<String> WIDE =
      Set.of(
          "event_time",
          "duration",
          "src_addr",
          "dst_addr",
          "src_port",
          "dst_port",
          "octets",
          "packets",
          "received_time",
          "client_addr",
          "client_port",
          "transaction_id",
          "query",
          "query_octets",
          "round_trip",
          "response_octets",
          "frame_octets",
          "answers",
          "answer_types",
          "answer_ttls",
          "server_addr",
          "proxy_addr",
          "qtype",
          "host",
          "path",
          "query_string",
          "referrer",
          "user",
          "request_octets",
          "extension",
          "categories",
          "user_agent",
          "uid",
          "payload_octets",
          "reverse_payload_octets",
          "reverse_octets",
          "reverse_packets",
          "response_body_octets",
          "request_body_octets");

  @TempDir private static Path root;

  @ParameterizedTest
  @EnumSource(names = {"NFCAPD", "DNS_PCAP", "PROXY", "ZEEK_CONN", "ZEEK_DNS", "ZEEK_HTTP"})
  void noColumnTells(OutputFormat format) throws IOException {
    Set<List<String>> background = Set.copyOf(rows(format, List.of()));
    List<List<String>> blended =
        rows(
            format,
            List.of(
                new Captured(Elsewhere.blend("direct", false, 0, null), Elsewhere.records()),
                new Captured(Elsewhere.blend("proxied", true, 0, 9.0), Elsewhere.records())));
    int all = blended.size();
    blended.removeIf(background::contains);
    assertThat(all - blended.size()).isGreaterThanOrEqualTo(background.size());
    assertThat(blended).as("rows of " + format).isNotEmpty();

    Set<List<String>> usual = new HashSet<>();
    Set<String> patterns = new HashSet<>();
    List<String> names = names(format.kind());
    for (List<String> row : background) {
      for (int i = 0; i < names.size(); i++) {
        usual.add(List.of(names.get(i), probe(names.get(i), row.get(i))));
      }
      patterns.add(absent(row));
    }
    Set<String> tells = new TreeSet<>();
    for (List<String> row : blended) {
      for (int i = 0; i < names.size(); i++) {
        if (!usual.contains(List.of(names.get(i), probe(names.get(i), row.get(i))))) {
          tells.add(names.get(i) + " " + row.get(i));
        }
      }
      if (!patterns.contains(absent(row))) {
        tells.add("columns with and without a value: " + row);
      }
    }
    assertThat(tells).isEmpty();
  }

  private static List<String> names(TelemetryKind kind) {
    return TelemetryTable.of(kind).columns().stream().map(Column::name).toList();
  }

  private static String probe(String name, String value) {
    return WIDE.contains(name) ? value.isEmpty() ? "absent" : "there" : value;
  }

  private static String absent(List<String> row) {
    StringBuilder absent = new StringBuilder();
    row.forEach(value -> absent.append(value.isEmpty() ? '-' : '+'));
    return absent.toString();
  }

  private static List<List<String>> rows(OutputFormat format, List<Captured> captured)
      throws IOException {
    Path folder = root.resolve(format.label() + captured.size());
    new DataSet(SCENARIO, EnumSet.of(format), Rotation.DAY, captured)
        .write(folder, (done, of, soFar) -> {});
    List<TelemetryRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(format.folder()))) {
      for (Path file : files.sorted().toList()) {
        decode(file, format.kind(), records);
      }
    }
    return rows(format.kind(), records);
  }

  private static void decode(Path file, TelemetryKind kind, List<TelemetryRecord> records)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = String.valueOf(file.getFileName());
    Format format =
        Formats.detect(Arrays.copyOf(bytes, Math.min(bytes.length, Formats.HEAD_BYTES)), name)
            .orElseThrow(() -> new AssertionError("no decoder for " + name));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      format
          .newDecoder()
          .create(DecodeOptions.named(name).only(Set.of(kind)))
          .decode(in, new Collector(records));
    }
  }

  private static List<List<String>> rows(TelemetryKind kind, List<TelemetryRecord> records) {
    Origin origin = new Origin("a file", 0);
    ColumnBatchBuilder<FlowRecord> flows = new ColumnBatchBuilder<>(FlowColumns.TABLE, origin);
    ColumnBatchBuilder<DnsRecord> dns = new ColumnBatchBuilder<>(DnsColumns.TABLE, origin);
    ColumnBatchBuilder<HttpRecord> http = new ColumnBatchBuilder<>(HttpColumns.TABLE, origin);
    for (TelemetryRecord record : records) {
      switch (record) {
        case FlowRecord flow -> flows.append(flow);
        case DnsRecord question -> dns.append(question);
        case HttpRecord request -> http.append(request);
      }
    }
    ColumnBatchBuilder<?> builder =
        switch (kind) {
          case FLOW -> flows;
          case DNS -> dns;
          case HTTP -> http;
        };
    return rows(builder.build());
  }

  private static List<List<String>> rows(ColumnBatch batch) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      List<String> values = new ArrayList<>();
      for (ColumnVector vector : batch.vectors()) {
        values.add(text(vector, row).intern());
      }
      rows.add(values);
    }
    return rows;
  }

  private static String text(ColumnVector vector, int row) {
    return switch (vector) {
      case LongVector longs -> longs.isAbsent(row) ? "" : Long.toString(longs.value(row));
      case DoubleVector doubles -> Double.toString(doubles.value(row));
      case TextVector texts -> texts.value(row) == null ? "" : String.valueOf(texts.value(row));
      case LongListVector lists -> lists.value(row).isEmpty() ? "" : lists.value(row).toString();
      case TextListVector lists -> lists.value(row).isEmpty() ? "" : lists.value(row).toString();
    };
  }

  private record Collector(List<TelemetryRecord> records) implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      records.add(record);
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError("rejected: " + rejection.detail());
    }

    @Override
    public void skip(SkipReason reason, long count) {}
  }
}
