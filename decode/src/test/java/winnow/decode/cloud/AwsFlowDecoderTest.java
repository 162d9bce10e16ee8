// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import static org.assertj.core.api.Assertions.assertThat;

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
import winnow.schema.Translation;

class AwsFlowDecoderTest {
  private static final String ROW =
      "2 123456789012 eni-0a1b2c3d 192.0.2.10 198.51.100.7 20641 22 6 20 4249 1772600767 1772600827"
          + " ACCEPT OK\n";
  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status\n";

  @Test
  void readsTheDefaultFieldsWithAndWithoutHeader() {
    FlowRecord flow = decode(ROW).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_767_000_000L);
    assertThat(flow.durationMicros()).isEqualTo(60_000_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 20_641));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 22));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(4249, 20, 0, 0));
    assertThat(flow.reverse()).isNull();
    assertThat(flow.routing().forwardingStatus()).isEqualTo(64);
    assertThat(flow.observer().exporter()).isEqualTo("eni-0a1b2c3d");
    assertThat(decode(HEADER + ROW).records).isEqualTo(decode(ROW).records);
    assertThat(decode("2026-03-04T05:07:07.000Z " + ROW).records).isEqualTo(decode(ROW).records);
  }

  @Test
  void readsCustomFieldsInAnyOrderAndSeparator() {
    String text =
        "flow-direction tcp-flags pkt-dstaddr pkt-srcaddr dstaddr srcaddr bytes start end action"
            + " type pkt-dst-aws-service packets region reject-reason srcport dstport protocol\n"
            + "egress 19 2001:db8::9 10.0.0.5 2001:db8::9 10.0.0.1 99999999999 1772600767"
            + " 1772600767 REJECT IPv6 S3 7 eu-west-1 - - - 58\n";
    FlowRecord flow = decode(text).flows().getFirst();

    assertThat(flow.source().address()).isEqualTo(IpAddress.parse("10.0.0.5"));
    assertThat(flow.translation())
        .isEqualTo(new Translation(IpAddress.parse("10.0.0.1"), null, 0, 0));
    assertThat(flow.forward()).isEqualTo(new Traffic(99_999_999_999L, 7, 19, 0));
    assertThat(flow.routing().direction()).isEqualTo(1);
    assertThat(flow.routing().forwardingStatus()).isEqualTo(129);
    assertThat(flow.session().application()).isEqualTo("S3");
    assertThat(decode(text.replace(' ', ',')).records).isEqualTo(decode(text).records);
  }

  @Test
  void skipsLinesWithoutData() {
    Collected decoded =
        decode(
            HEADER
                + "2 123456789012 eni-0a1b2c3d - - - - - - - 1772600767 1772600827 - NODATA\n"
                + "2 123456789012 eni-0a1b2c3d - - - - - - - 1772600767 1772600827 - SKIPDATA\n");

    assertThat(decoded.records).isEmpty();
    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.COMMENT, 1L, SkipReason.NO_DATA, 2L));
  }

  @Test
  void recognisesItsFirstLine() {
    assertThat(
            List.of(
                HEADER.strip(),
                ROW.strip(),
                "2026-03-04T05:07:07.000Z " + ROW.strip(),
                "2 unknown eni-1 - - - - - - - 1772600767 1772600827 - NODATA"))
        .allMatch(AwsFlowDecoder::recognizes);
    assertThat(List.of("", "2 a b", "srcaddr dstaddr")).noneMatch(AwsFlowDecoder::recognizes);
  }

  @Test
  void rejectsWhatIsWrongByName() {
    Collected decoded =
        decode(
            ROW.replace("4249", "-1")
                + ROW.replace("192.0.2.10", "-")
                + ROW.replace("20641", "70000")
                + "2 123456789012 eni-0a1b2c3d 192.0.2.10");

    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_NUMBER,
            RejectReason.MISSING_FIELD,
            RejectReason.BAD_NUMBER,
            RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 1: field bytes: \"-1\" is not from 0 to 9223372036854775807");
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = HEADER + ROW + ROW;
    for (int length = 0; length < all.length(); length++) {
      assertThat(decode(all.substring(0, length)).rejections.size()).isLessThanOrEqualTo(1);
    }
  }

  private static Collected decode(String text) {
    return Collected.from(new AwsFlowDecoder(), text);
  }
}
