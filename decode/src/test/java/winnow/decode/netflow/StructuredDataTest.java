// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.Traffic;

/** Lists in records (RFC 6313). */
class StructuredDataTest extends DecodedNetflow {
  /** RFC 6313; the lists come before and between what is read, and hold templates of their own. */
  @Test
  void passesOverListsOfStructuredDataByTheirLength() {
    long any = 0xffff;
    byte[] template =
        template(256, 291, any, 8, 4, 292, any, 12, 4, 293, any, 291, 7, 7, 2, 291, any, 1, 4);
    byte[] nested = subTemplateList(257, basicList(293, any, subTemplateMultiList()));
    byte[] wide = basicList(2, 4, new byte[400]);
    byte[] record =
        ByteWriter.bigEndian()
            .bytes(variable(basicList(8, 4, data("01020304 05060708"))))
            .hex("0a000001")
            .bytes(variable(nested))
            .hex("c0000209")
            .bytes(variable(subTemplateMultiList()))
            .bytes(basicList(4, 1, data("0611")))
            .hex("0401")
            .hex("ff")
            .u16s(wide.length)
            .bytes(wide)
            .hex("00001388")
            .toBytes();
    byte[] empty = data("00 0a000002 00 c000020a 00 03 0004 0001 ffff 0402 00 000000c8");
    decode(ipfix(set(2, template), set(256, record, empty)));

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(2);
    assertThat(sink.flows().getFirst().source()).isEqualTo(new Endpoint(SOURCE, 1025));
    assertThat(sink.flows().getFirst().destination().address()).isEqualTo(DESTINATION);
    assertThat(sink.flows().getFirst().forward()).isEqualTo(new Traffic(5000, 0, 0, 0));
    assertThat(sink.flows().getLast().source().port()).isEqualTo(1026);
    assertThat(sink.flows().getLast().forward()).isEqualTo(new Traffic(200, 0, 0, 0));
    assertThat(sink.skipped).isEqualTo(Map.of(SkipReason.TEMPLATE, 1L));
  }

  @Test
  void rejectsAListThatIsLongerThanItsSet() {
    byte[] first = ByteWriter.bigEndian().bytes(variable(subTemplateMultiList())).toBytes();
    byte[] cut = data("fe 03" + ADDRESSES + "0000");
    decode(
        ipfix(
            set(2, template(256, 293, 0xffff, 8, 4, 12, 4)),
            set(256, first, data(ADDRESSES), cut)));

    assertThat(sink.flows()).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsExactly(RejectReason.TRUNCATED);
  }

  /** All of the values of an element. */
  private static byte[] basicList(int element, long length, byte[] values) {
    ByteWriter out = ByteWriter.bigEndian().hex("03").u16s(element, (int) length);
    return (length == 0xffff ? out.bytes(variable(values)) : out.bytes(values)).toBytes();
  }

  private static byte[] subTemplateList(int template, byte[] value) {
    return ByteWriter.bigEndian().hex("03").u16s(template).bytes(variable(value)).toBytes();
  }

  /** Records of two templates, with the bytes of sets in them. */
  private static byte[] subTemplateMultiList() {
    return data("03" + "0102 000c 0a000009 0a000008" + "0103 0008 0002 0004");
  }

  private static byte[] variable(byte[] value) {
    return ByteWriter.bigEndian().hex("%02x".formatted(value.length)).bytes(value).toBytes();
  }
}
