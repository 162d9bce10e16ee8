// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

class GcpFlowDecoderTest {
  private static final String PAYLOAD =
      "{\"bytes_sent\":\"5000000000\",\"connection\":{\"dest_ip\":\"10.0.0.9\",\"dest_port\":443,"
          + "\"protocol\":6,\"src_ip\":\"198.51.100.7\",\"src_port\":51000},"
          + "\"dest_instance\":{\"vm_name\":\"web-1\"},\"src_location\":{\"asn\":64512},"
          + "\"end_time\":\"2026-03-04T05:06:09.123456789Z\",\"packets_sent\":\"12\","
          + "\"reporter\":\"DEST\",\"start_time\":\"2026-03-04T05:06:07.123456789Z\"}";
  private static final String ENTRY =
      "{\"insertId\":\"x\",\"jsonPayload\":"
          + PAYLOAD
          + ",\"resource\":{\"labels\":{\"subnetwork_name\":\"prod\"},\"type\":\"gce_subnetwork\"}}";

  @Test
  void readsAnEntry() {
    FlowRecord flow = decode(ENTRY + "\n").flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_767_123_456L);
    assertThat(flow.durationMicros()).isEqualTo(2_000_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 51_000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.9"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(5_000_000_000L, 12, 0, 0));
    assertThat(flow.routing().direction()).isEqualTo(0);
    assertThat(flow.routing().sourceAs()).isEqualTo(64_512);
    assertThat(flow.observer().exporter()).isEqualTo("prod");
  }

  @Test
  void readsLinesArraysAndPayloadsAlone() {
    Collected lines = decode(ENTRY + "\n" + ENTRY + "\n");

    assertThat(lines.records).hasSize(2);
    assertThat(decode("[\n  " + ENTRY + ",\n  " + ENTRY + "\n]\n").records)
        .isEqualTo(lines.records);
    assertThat(decode(ENTRY.replace("{", "{\n ") + ENTRY).records).isEqualTo(lines.records);
    assertThat(decode(PAYLOAD).flows()).extracting(f -> f.source().port()).containsExactly(51_000);
  }

  @Test
  void aBadEntryCostsNoOther() {
    String bad = ENTRY.replace("10.0.0.9", "host");
    String none = ENTRY.replace("src_ip", "source");

    for (String text :
        new String[] {
          bad + "\n" + ENTRY + "\n" + none + "\n", "[" + bad + "," + ENTRY + "," + none + "]"
        }) {
      Collected decoded = decode(text);
      assertThat(decoded.records).isEqualTo(decode(ENTRY).records);
      assertThat(decoded.reasons())
          .containsExactly(RejectReason.BAD_ADDRESS, RejectReason.MISSING_FIELD);
      assertThat(decoded.rejections.getFirst().detail())
          .endsWith("jsonPayload/connection/dest_ip: \"host\" is not an IP address");
    }
  }

  @Test
  void aLineThatIsNoJsonCostsNoOther() {
    Collected decoded = decode(ENTRY + "\n{\"jsonPayload\":{\"conn\n" + ENTRY + "\n");

    assertThat(decoded.records).hasSize(2);
    assertThat(decoded.rejections).hasSize(1);
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = "[" + ENTRY + "," + ENTRY + "]";
    for (int length = 0; length < all.length(); length++) {
      assertThat(decode(all.substring(0, length)).rejections.size()).isLessThanOrEqualTo(1);
    }
    assertThat(GcpFlowDecoder.recognizes(all.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  private static Collected decode(String text) {
    return Collected.from(new GcpFlowDecoder(), text);
  }
}
