// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;
import winnow.schema.inspection.Alert;

class ColumnBatchBuilderTest {
  private static final Origin ORIGIN = new Origin("edge-router", 1_700_000_000_000_000L);

  @Test
  void keepsEveryRowThroughGrowth() {
    ColumnBatchBuilder<FlowRecord> builder = new ColumnBatchBuilder<>(FlowColumns.TABLE, ORIGIN);
    FlowBuilder flow = new FlowBuilder();
    for (int i = 0; i < 5_000; i++) {
      flow.reset();
      flow.eventTimeMicros = i;
      flow.sourceAddress = IpAddress.ofIpv4(i % 700);
      flow.destinationAddress = IpAddress.ofIpv4(i);
      flow.reverseOctets = i % 3 == 0 ? null : Long.valueOf(i);
      flow.service = i % 2 == 0 ? "dns" : null;
      builder.append(flow.build());
    }
    ColumnBatch batch = builder.build();

    assertThat(batch.rows()).isEqualTo(5_000);
    assertThat(batch.texts("src_addr").dictionary()).hasSize(700);
    for (int i = 0; i < 5_000; i++) {
      assertThat(batch.longs("event_time").value(i)).isEqualTo(i);
      assertThat(batch.texts("dst_addr").value(i)).isEqualTo(IpAddress.ofIpv4(i).toString());
      assertThat(batch.longs("reverse_octets").isAbsent(i)).isEqualTo(i % 3 == 0);
      assertThat(batch.texts("service").value(i)).isEqualTo(i % 2 == 0 ? "dns" : null);
      assertThat(batch.texts("source").value(i)).isEqualTo("edge-router");
      assertThat(batch.longs("ingest_time").value(i)).isEqualTo(ORIGIN.ingestTimeMicros());
    }
    assertThat(builder.rows()).isZero();
    assertThat(builder.build().rows()).isZero();
  }

  @Test
  void keepsAnswersInOrder() {
    ColumnBatchBuilder<DnsRecord> builder = new ColumnBatchBuilder<>(DnsColumns.TABLE, ORIGIN);
    DnsBuilder dns = new DnsBuilder();
    for (int i = 0; i < 600; i++) {
      dns.reset();
      dns.clientAddress = IpAddress.ofIpv4(1);
      dns.serverAddress = IpAddress.ofIpv4(2);
      if (i % 2 == 1) {
        dns.answers =
            List.of(
                new ResourceRecord("a.example", 5, 300), new ResourceRecord("10.0.0." + i, 1, i));
      }
      builder.append(dns.build());
    }
    ColumnBatch batch = builder.build();
    TextListVector answers = (TextListVector) batch.vector("answers");
    LongListVector ttls = (LongListVector) batch.vector("answer_ttls");
    assertThat(answers.value(0)).isEmpty();
    assertThat(answers.value(599)).containsExactly("a.example", "10.0.0.599");
    assertThat(ttls.value(599)).containsExactly(300L, 599L);
    assertThat(batch.longs("answered").value(598)).isZero();
    assertThat(batch.longs("answered").value(599)).isOne();
  }

  @Test
  void listsMayBeginLateAndStayEmpty() {
    ColumnBatchBuilder<FlowRecord> builder = new ColumnBatchBuilder<>(FlowColumns.TABLE, ORIGIN);
    FlowBuilder flow = new FlowBuilder();
    for (int batch = 0; batch < 3; batch++) {
      for (int i = 0; i < 5_000; i++) {
        flow.reset();
        flow.sourceAddress = IpAddress.ofIpv4(1);
        flow.destinationAddress = IpAddress.ofIpv4(2);
        flow.inspection.hassh = i > 3_000 ? "h" + i : null;
        if (batch == 1 && i >= 4_000 && i % 2 == 0) {
          flow.inspection.alerts = List.of(new Alert(i, "one", "", 1, ""), Alert.UNKNOWN);
        }
        builder.append(flow.build());
      }
      ColumnBatch made = builder.build();
      TextListVector names = (TextListVector) made.vector("alert_signatures");
      LongListVector ids = (LongListVector) made.vector("alert_ids");
      for (int i = 0; i < 5_000; i++) {
        boolean filled = batch == 1 && i >= 4_000 && i % 2 == 0;
        assertThat(names.value(i)).isEqualTo(filled ? List.of("one", "") : List.of());
        assertThat(ids.value(i)).isEqualTo(filled ? List.of((long) i, -1L) : List.of());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TelemetryKind.class)
  void everyTableDeclaresTheCommonColumnsAlike(TelemetryKind kind) {
    assertThat(TelemetryTable.of(kind).columns().subList(0, 5).stream().map(Column::toString))
        .containsExactly("event_time", "ingest_time", "source", "exporter", "observation_domain");
    assertThat(TelemetryTable.of(kind).kind()).isEqualTo(kind);
    assertThat(TelemetryTable.of(kind).columns()).allMatch(column -> column.doc().endsWith("."));
  }
}
