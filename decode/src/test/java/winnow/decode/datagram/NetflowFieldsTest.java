// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.decode.CollectingSink;
import winnow.decode.ExporterPayloads;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.FlowRecord;

/** Every field that tshark prints of what exporters really sent is in our record, or is listed. */
class NetflowFieldsTest {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "winnow", "decode", "datagram");
  private static final Path FIELDS = FOLDER.resolve("tshark-fields.tsv");
  private static final Path NO_COLUMN = FOLDER.resolve("tshark-fields-without-column.tsv");

  private static final Set<String> EMPTY = Set.of("", "0", "0.0.0.0", "::", "00:00:00:00:00:00");

  private static List<ExporterPayloads> exporters() throws IOException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    return ExporterPayloads.in(Path.of(root, "conformance", "netflow"));
  }

  private static List<FlowRecord> decode(ExporterPayloads payloads) throws IOException {
    CollectingSink sink = new CollectingSink();
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    for (Path file : payloads.files()) {
      for (byte[] bytes : ExporterPayloads.datagrams(file)) {
        decoder.decode(new FlowDatagram(null, bytes, 0, bytes.length, 0, null), sink);
      }
    }
    return sink.flows();
  }

  @Test
  void holdsEveryFieldThatHasAColumn() throws IOException {
    Map<String, List<Map<String, String>>> all = read();
    int compared = 0;
    List<String> different = new ArrayList<>();
    for (ExporterPayloads payloads : exporters()) {
      FieldColumns expected = new FieldColumns();
      List<FlowRecord> flows = decode(payloads);
      int next = 0;
      for (Map<String, String> record : all.getOrDefault(payloads.exporter(), List.of())) {
        if (!FieldColumns.isFlow(record)) {
          expected.learn(record);
          continue;
        }
        Map<String, String> ours = FieldColumns.ours(flows.get(next++));
        for (Map.Entry<String, String> column : expected.of(record).entrySet()) {
          String found = ours.get(column.getKey());
          boolean empty = EMPTY.contains(column.getValue());
          if (!column.getValue().equals(found) && !(empty && "null".equals(found))) {
            different.add(payloads + " flow " + next + " " + column + ", ours " + found);
          }
          compared++;
        }
      }
      assertThat(flows).as("flows of %s", payloads).hasSize(next);
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(6_500);
  }

  @Test
  @Tag("peers")
  void tsharkPrintsWhatIsWritten(@TempDir Path folder) throws IOException {
    StringBuilder fields = new StringBuilder();
    Map<String, Integer> noColumn = new TreeMap<>();
    for (ExporterPayloads payloads : exporters()) {
      Path capture = Files.write(folder.resolve("flows.pcap"), TsharkCapture.mended(payloads));
      FieldColumns columns = new FieldColumns();
      for (Map<String, String> record : TsharkFields.of(capture)) {
        Set<String> used = Set.of("sys_init_time", "appl_name", "sampling_interval");
        String kind = "option ";
        if (FieldColumns.isFlow(record)) {
          columns.of(record);
          used = columns.used();
          kind = "";
        }
        fields.append(payloads.exporter());
        for (Map.Entry<String, String> field : record.entrySet()) {
          String name = field.getKey();
          if (used.contains(name) || name.startsWith("header.") || name.startsWith("appl_id.")) {
            fields.append('\t').append(name).append('=').append(field.getValue());
          } else {
            noColumn.merge(kind + name, 1, Integer::sum);
          }
        }
        fields.append('\n');
      }
    }
    StringBuilder without = new StringBuilder();
    noColumn.forEach((name, count) -> without.append(name).append('\t').append(count).append('\n'));
    if (Boolean.getBoolean("winnow.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(FIELDS, fields);
      Files.writeString(NO_COLUMN, without);
    }

    assertThat(Files.readString(FIELDS)).isEqualTo(fields.toString());
    assertThat(Files.readString(NO_COLUMN)).isEqualTo(without.toString());
  }

  /**
   * Where it stops in a payload as it was sent, what it printed before is what it prints mended.
   */
  @Test
  @Tag("peers")
  void tsharkPrintsTheBeginningOfTheSameWhereItStops(@TempDir Path folder) throws IOException {
    Set<String> stopsIn = new TreeSet<>();
    for (ExporterPayloads payloads : exporters()) {
      Path asSent = Files.write(folder.resolve("sent.pcap"), TsharkCapture.asSent(payloads));
      Path mended = Files.write(folder.resolve("mended.pcap"), TsharkCapture.mended(payloads));
      List<Map<String, String>> all = TsharkFields.of(mended);
      List<Map<String, String>> some = TsharkFields.of(asSent);
      for (int i = 0; i < some.size(); i++) {
        assertThat(all.get(i).entrySet()).as("%s", payloads).containsAll(some.get(i).entrySet());
      }
      if (!some.equals(all)) {
        stopsIn.add(payloads.exporter());
      }
    }
    assertThat(stopsIn).containsExactly("netflow9_test_h3c", "netflow9_test_invalid01");
  }

  private static Map<String, List<Map<String, String>>> read() throws IOException {
    Map<String, List<Map<String, String>>> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FIELDS)) {
      String[] cells = line.split("\t", -1);
      Map<String, String> record = new LinkedHashMap<>();
      for (int i = 1; i < cells.length; i++) {
        int equals = cells[i].indexOf('=');
        record.put(cells[i].substring(0, equals), cells[i].substring(equals + 1));
      }
      all.computeIfAbsent(cells[0], exporter -> new ArrayList<>()).add(record);
    }
    return all;
  }
}
