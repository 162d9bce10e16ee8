// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import org.junit.jupiter.api.Test;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.schema.IpAddress;

/** Templates come, are replaced and are withdrawn. */
class TemplateLifeTest extends DecodedNetflow {
  @Test
  void rejectsDataWhoseTemplateHasNotComeFromThisExporter() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4))));
    decodeFrom(IpAddress.parse("198.51.100.2"), ipfix(set(256, data(ADDRESSES))));
    assertThat(sink.rejections).isEmpty();

    decoder.finish(sink);
    assertThat(onlyRejection())
        .isEqualTo(
            "IPFIX 8 bytes of data for template 256 of domain 7, which has not come from"
                + " 198.51.100.2");
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
    assertThat(sink.rejections.getFirst().offset()).isEqualTo(1016);
  }

  @Test
  void forgetsAWithdrawnTemplate() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4), template(257, 8, 4, 12, 4))));
    decode(ipfix(set(2, template(256))));
    decode(ipfix(set(257, data(ADDRESSES))));
    assertThat(sink.records).hasSize(1);

    decode(ipfix(set(2, template(2)), set(256, data(ADDRESSES)), set(257, data(ADDRESSES))));
    decoder.finish(sink);
    assertThat(sink.records).hasSize(1);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsOnly(RejectReason.MISSING_TEMPLATE);
  }

  @Test
  void takesANewTemplateInPlaceOfTheOld() {
    decode(ipfix(set(2, template(256, 8, 4, 12, 4, 1, 4)), set(2, template(256, 12, 4, 8, 4))));
    decode(ipfix(set(256, data(ADDRESSES))));

    assertThat(onlyFlow().source().address()).isEqualTo(DESTINATION);
  }
}
