// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.ExporterPayloads;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/** Payloads that some thirty makes of exporters really sent. */
class NetflowConformanceTest {
  private static final String EXPECTED =
      """
      ipfix 12, 3 template, 1 options
      ipfix_test_barracuda 8, 1 template
      ipfix_test_barracuda_extended_uniflow 2, 1 template
      ipfix_test_ixia 3, 6 template
      ipfix_test_juniper_mx240_junos151r6s3 0, 1 template, 1 options
      ipfix_test_mikrotik 46, 2 template
      ipfix_test_netscaler 3, 1 missing template, 7 template
      ipfix_test_nokia_bras 1, 2 template
      ipfix_test_openbsd_pflow 26, 2 template
      ipfix_test_procera 8, 1 template
      ipfix_test_viptela 1, 1 template
      ipfix_test_vmware_vds 5, 13 template
      ipfix_test_yaf 2, 15 template, 1 options
      netflow5 30
      netflow5_test_invalid01 30, 1 truncated
      netflow5_test_invalid02 30, 1 truncated
      netflow5_test_juniper_mx80 29
      netflow5_test_microtik 30
      netflow9_cisco_asr1001x 25, 1 template
      netflow9_test_0length_fields 10, 2 template
      netflow9_test_cisco_1941K9 29, 1 template
      netflow9_test_cisco_aci 3, 3 template
      netflow9_test_cisco_asa_1 14, 13 template
      netflow9_test_cisco_asa_2 19, 30 template
      netflow9_test_cisco_asr9k 21, 5 template, 19 options
      netflow9_test_cisco_nbar 5, 2 template, 15 options
      netflow9_test_cisco_wlc 0, 2 template, 19 other protocol
      netflow9_test_cisco_wlc_8510 0, 4 template
      netflow9_test_field_layer2segmentid 1, 1 template
      netflow9_test_fortigate_fortios_521 1, 5 template, 1 options
      netflow9_test_fortigate_fortios_542_appid 17, 14 template
      netflow9_test_h3c 16, 1 template
      netflow9_test_h3c_netstream_varstring 1, 1 template
      netflow9_test_huawei_netstream 1, 1 template
      netflow9_test_invalid01 2, 3 template, 1 options
      netflow9_test_iptnetflow_reduced_size_encoding 12, 6 missing template, 1 template
      netflow9_test_juniper_srx 0, 2 template, 1 options
      netflow9_test_macaddr 29, 3 template, 1 options
      netflow9_test_nprobe 1, 3 template, 1 options
      netflow9_test_nprobe_dpi 1, 1 truncated, 1 template
      netflow9_test_paloalto_81 1, 8 template
      netflow9_test_paloalto_panos 8, 8 template
      netflow9_test_softflowd 7, 2 template
      netflow9_test_streamcore 4, 12 template
      netflow9_test_ubnt_edgerouter 16, 4 template
      netflow9_test_unknown 2, 4 template
      netflow9_test_valid01 7, 2 template
      """;

  private Path folder = Path.of("");

  @BeforeEach
  void findData() {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    folder = Path.of(root, "conformance", "netflow");
  }

  private CollectingSink decode(ExporterPayloads payloads) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path file : payloads.files()) {
      all.write(Files.readAllBytes(file));
    }
    CollectingSink sink = new CollectingSink();
    new DatagramFileDecoder(DecodeOptions.named("payload"))
        .decode(new ByteArrayInputStream(all.toByteArray()), sink);
    return sink;
  }

  /** Counts of flows agree with those of tshark 4.0, see {@link NetflowPeersTest}. */
  @Test
  void countsFlowsAndRejectionsOfEveryExporter() throws IOException {
    StringBuilder found = new StringBuilder();
    for (ExporterPayloads payloads : ExporterPayloads.in(folder)) {
      CollectingSink sink = decode(payloads);
      Map<RejectReason, Long> rejected =
          sink.rejections.stream()
              .collect(
                  Collectors.groupingBy(Rejection::reason, TreeMap::new, Collectors.counting()));
      found.append(payloads.exporter()).append(' ').append(sink.records.size());
      rejected.forEach((reason, count) -> found.append(", " + count + " " + reason.label()));
      sink.skipped.forEach((reason, count) -> found.append(", " + count + " " + reason.label()));
      found.append('\n');
    }
    assertThat(found.toString()).isEqualTo(EXPECTED);
  }
}
