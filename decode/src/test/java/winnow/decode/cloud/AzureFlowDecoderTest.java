// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

class AzureFlowDecoderTest {
  private static final String GROUP =
      """
      {"records":[{"time":"2026-03-04T05:06:08.0Z","systemId":"s","macAddress":"000D3AF8ABCD",
       "category":"NetworkSecurityGroupFlowEvent",
       "resourceId":"/SUBSCRIPTIONS/X/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB-NSG",
       "operationName":"NetworkSecurityGroupFlowEvents","properties":{"Version":2,"flows":[
        {"rule":"DefaultRule_AllowInternetOutBound","flows":[{"mac":"000D3AF8ABCD","flowTuples":[%s
        ]}]}]}}]}
      """;
  private static final String NETWORK =
      """
      {"records":[{"time":"2026-03-04T05:06:08.0Z","flowLogVersion":4,"macAddress":"000D3AF8ABCD",
       "targetResourceID":"/subscriptions/x/providers/Microsoft.Network/virtualNetworks/hub",
       "flowRecords":{"flows":[{"aclID":"a","flowGroups":[{"rule":"r","flowTuples":[%s
        ]}]}]}}]}
      """;

  @Test
  void readsTuplesOfVersion2() {
    FlowRecord flow =
        decode(GROUP, "1772600767,10.0.0.4,198.51.100.7,44931,443,T,O,A,E,25,6500000000,30,7100")
            .flows()
            .getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_767_000_000L);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.4"), 44_931));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(6_500_000_000L, 25, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(7100, 30, 0, 0));
    assertThat(flow.routing().direction()).isEqualTo(1);
    assertThat(flow.routing().sourceMac()).isEqualTo("00:0d:3a:f8:ab:cd");
    assertThat(flow.routing().forwardingStatus()).isEqualTo(64);
    assertThat(flow.observer().exporter()).isEqualTo("WEB-NSG");
  }

  @Test
  void readsTuplesOfVersion1And4() {
    FlowRecord first =
        decode(GROUP, "1772600767,185.0.2.1,10.0.0.4,35370,23,U,I,D").flows().getFirst();
    FlowRecord fourth =
        decode(
                NETWORK,
                "1772600767123,10.0.0.6,2001:db8::7,23956,443,58,O,E,NX_HW_NOT_SUPPORTED,1,2,3,4")
            .flows()
            .getFirst();

    assertThat(first.protocol()).isEqualTo(17);
    assertThat(first.routing().forwardingStatus()).isEqualTo(129);
    assertThat(first.routing().destinationMac()).isEqualTo("00:0d:3a:f8:ab:cd");
    assertThat(fourth.eventTimeMicros()).isEqualTo(1_772_600_767_123_000L);
    assertThat(fourth.protocol()).isEqualTo(58);
    assertThat(fourth.forward()).isEqualTo(new Traffic(2, 1, 0, 0));
    assertThat(fourth.reverse()).isEqualTo(new Traffic(4, 3, 0, 0));
    assertThat(fourth.observer().exporter()).isEqualTo("hub");
  }

  @Test
  void skipsBeginningsButNotDenials() {
    Collected group =
        decode(
            GROUP,
            "1772600767,10.0.0.4,198.51.100.7,1,443,T,O,A,B,,,,",
            "1772600767,10.0.0.4,198.51.100.7,2,443,T,O,D,B,,,,",
            "1772600767,10.0.0.4,198.51.100.7,3,443,T,O,A,C,1,60,0,0");
    Collected network =
        decode(
            NETWORK,
            "1772600767123,10.0.0.6,198.51.100.7,1,443,6,O,B,NX,0,0,0,0",
            "1772600767123,10.0.0.6,198.51.100.7,2,443,6,O,D,NX,0,0,0,0");

    assertThat(group.flows()).extracting(f -> f.source().port()).containsExactly(2, 3);
    assertThat(group.skipped).isEqualTo(Map.of(SkipReason.INTERIM, 1L));
    assertThat(network.flows()).extracting(f -> f.source().port()).containsExactly(2);
    assertThat(network.skipped).isEqualTo(Map.of(SkipReason.INTERIM, 1L));
  }

  @Test
  void aBadTupleCostsNoOther() {
    Collected decoded =
        decode(
            GROUP,
            "1772600767,10.0.0.4,198.51.100.7,1,443,T,O",
            "1772600767,10.0.0.4,198.51.100.7,2,443,T,O,A,E,1,60,0,0",
            "1772600767,10.0.0.4,host,3,443,T,O,A,E,1,60,0,0");

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.reasons())
        .containsExactly(RejectReason.FIELD_COUNT, RejectReason.BAD_ADDRESS);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo(
            "flow tuple \"1772600767,10.0.0.4,198.51.100.7,1,443,T,O\": 7 fields where 8 or 13"
                + " belong");
    assertThat(decoded.rejections.getFirst().offset()).isGreaterThan(400);
  }

  @Test
  void readsManyDocumentsAndWhatCameBeforeACut() {
    String tuple = "1772600767,10.0.0.4,198.51.100.7,2,443,T,O,A,E,1,60,0,0";
    String one = GROUP.formatted("\"" + tuple + "\"");
    Collected decoded =
        Collected.from(new AzureFlowDecoder(), one + one + one.substring(0, one.length() - 5));

    assertThat(decoded.records).hasSize(3);
    assertThat(decoded.reasons()).containsExactly(RejectReason.TRUNCATED);
    for (int length = 0; length < one.length(); length++) {
      Collected.from(new AzureFlowDecoder(), one.substring(0, length));
    }
  }

  @Test
  void recognisesItsBeginning() {
    assertThat(AzureFlowDecoder.recognizes(bytes(GROUP))).isTrue();
    assertThat(AzureFlowDecoder.recognizes(bytes("{\"records\":[]}"))).isFalse();
    assertThat(AzureFlowDecoder.recognizes(bytes("\"flowTuples\""))).isFalse();
  }

  private static Collected decode(String frame, String... tuples) {
    String quoted = String.join(",", List.of(tuples).stream().map(t -> "\"" + t + "\"").toList());
    return Collected.from(new AzureFlowDecoder(), frame.formatted(quoted));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
