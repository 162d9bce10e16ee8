// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.exporter.Messages;

/** When a flow was, by the many elements that tell it. */
class FlowTimesTest extends DecodedNetflow {
  @Test
  void understandsAnUptimeFromBeforeTheCounterWrapped() {
    ByteWriter header = ByteWriter.bigEndian().u16s(9, 2).u32(1000).u32(Messages.EXPORTED);
    byte[] sets =
        ByteWriter.bigEndian()
            .bytes(set(0, template(256, 8, 4, 12, 4, 22, 4, 21, 4)))
            .bytes(set(256, data(ADDRESSES + "ffffff00 000003e8")))
            .toBytes();
    decode(header.u32(1).u32(7).bytes(sets).toBytes());

    assertThat(onlyFlow().eventTimeMicros()).isEqualTo(EXPORT_MICROS - 1_256_000);
    assertThat(onlyFlow().durationMicros()).isEqualTo(1_256_000);
  }

  @Test
  void readsEveryKindOfTime() {
    assertTimes(
        "150/151", 150, 4, "6553f000", 151, 4, "6553f001", 1_699_999_744_000_000L, 1_000_000);
    assertTimes(
        "152/153",
        152,
        8,
        "0000018bcfe56800",
        153,
        8,
        "0000018bcfe56801",
        1_700_000_000_000_000L,
        1000);
    assertTimes(
        "158/159", 158, 4, "000f4240", 159, 4, "00000001", EXPORT_MICROS - 1_000_000, 999_999);
    assertTimes(
        "153/161",
        153,
        8,
        "0000018bcfe56800",
        161,
        4,
        "000003e8",
        1_699_999_999_000_000L,
        1_000_000);
  }

  private void assertTimes(
      String what,
      int first,
      int size,
      String value,
      int second,
      int size2,
      String value2,
      long start,
      long took) {
    sink.records.clear();
    decode(
        ipfix(
            set(2, template(256, 8, 4, 12, 4, first, size, second, size2)),
            set(256, data(ADDRESSES + value + value2))));
    assertThat(onlyFlow().eventTimeMicros()).as(what).isEqualTo(start);
    assertThat(onlyFlow().durationMicros()).as(what).isEqualTo(took);
  }

  @Test
  void takesTheExportTimeWhereTheRecordHasNone() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4)), set(256, data(ADDRESSES))));

    assertThat(onlyFlow().eventTimeMicros()).isEqualTo(EXPORT_MICROS);
    assertThat(onlyFlow().durationMicros()).isZero();
  }
}
