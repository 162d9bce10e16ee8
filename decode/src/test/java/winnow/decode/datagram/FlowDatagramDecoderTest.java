// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.ConfiguredSampling;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

class FlowDatagramDecoderTest {
  private static final IpAddress EXPORTER = IpAddress.parse("198.51.100.1");
  private static final long NOW = Messages.EXPORTED * 1_000_000 + 2_000_000;
  private static final byte[] TEMPLATE = ipfix(set(2, template(256, 8, 4, 12, 4)));
  private static final byte[] DATA = ipfix(set(256, data("0a000001 c0000209")));

  private final CollectingSink sink = new CollectingSink();
  private FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);

  private void decode(byte[] datagram, long receivedMicros) {
    decoder.decode(
        new FlowDatagram(EXPORTER, datagram, 0, datagram.length, 500, receivedMicros), sink);
  }

  private void decodeOfSession(byte[] datagram, int session) {
    decoder.decode(
        new FlowDatagram(EXPORTER, datagram, 0, datagram.length, 500, NOW, session), sink);
  }

  private DomainStatistics onlyDomain() {
    assertThat(decoder.statistics()).hasSize(1);
    return decoder.statistics().getFirst();
  }

  private static ExporterSettings sampling(ConfiguredSampling sampling) {
    return new ExporterSettings(8 * 1024, Duration.ofMinutes(1), exporter -> sampling);
  }

  @Test
  void decodesDataThatCameBeforeItsTemplate() {
    decode(DATA, NOW);
    assertThat(sink.records).isEmpty();
    assertThat(onlyDomain().waiting()).isEqualTo(new DomainStatistics.Waiting(1, 12, NOW));

    decode(TEMPLATE, NOW + 5);
    assertThat(sink.flows().getFirst().source().address().toString()).isEqualTo("10.0.0.1");
    assertThat(sink.flows().getFirst().receivedTimeMicros()).isEqualTo(NOW);
    assertThat(onlyDomain().waiting()).isEqualTo(DomainStatistics.Waiting.NONE);
    decoder.finish(sink);
    assertThat(sink.rejections).isEmpty();
  }

  @Test
  void rejectsDataThatHasWaitedTooLong() {
    decode(DATA, NOW);
    long later = NOW + ExporterSettings.DEFAULT.maxHeldTime().toMillis() * 1000 + 1;
    decode(Messages.version5(1, 1), later - 10);
    assertThat(sink.rejections).isEmpty();

    decoder.expire(later, sink);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
    assertThat(sink.rejections.getFirst().offset()).isEqualTo(516);
    decode(TEMPLATE, later);
    assertThat(sink.records).hasSize(1);
  }

  @Test
  void holdsNoMoreThanItMay() {
    decoder = new FlowDatagramDecoder(sampling(ConfiguredSampling.NONE));
    for (int i = 0; i < 100; i++) {
      decode(ipfix(set(256, data("0a0000%02x c0000209".formatted(i)))), NOW);
    }

    int held = onlyDomain().waiting().sets();
    assertThat(held).isBetween(3, 10);
    assertThat(sink.rejections).hasSize(100 - held);

    byte[] ofAnotherDomain = DATA.clone();
    ofAnotherDomain[15] = 8;
    decode(ofAnotherDomain, NOW);
    assertThat(sink.rejections).hasSize(100 - held);
  }

  @Test
  void keepsApartTheTemplatesOfTwoSessionsOfAnExporter() {
    byte[] reverse = ipfix(set(2, template(256, 12, 4, 8, 4)));
    decodeOfSession(TEMPLATE, 40_001);
    decodeOfSession(reverse, 40_002);
    decodeOfSession(DATA, 40_001);
    decodeOfSession(DATA, 40_002);

    assertThat(sink.flows())
        .extracting(flow -> flow.source().address().toString())
        .containsExactly("10.0.0.1", "192.0.2.9");
    assertThat(decoder.statistics()).extracting(one -> one.loss().missed()).containsOnly(0L);
  }

  @Test
  void takesTheTemplatesOfVersion9FromAnyPort() {
    decodeOfSession(Messages.version9(set(0, template(256, 8, 4, 12, 4))), 40_001);
    decodeOfSession(Messages.version9(set(256, data("0a000001 c0000209"))), 40_002);

    assertThat(sink.records).hasSize(1);
    assertThat(onlyDomain().templates()).isEqualTo(1);
  }

  @Test
  void forgetsTheTemplatesOfASessionThatEnds() {
    decodeOfSession(TEMPLATE, 40_001);
    decodeOfSession(TEMPLATE, 40_002);
    decodeOfSession(ipfix(set(257, data("0a000001 c0000209"))), 40_001);

    decoder.endSession(EXPORTER, 40_001, sink);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsExactly(RejectReason.MISSING_TEMPLATE);
    decodeOfSession(DATA, 40_001);
    assertThat(sink.records).isEmpty();
    decodeOfSession(DATA, 40_002);
    assertThat(sink.records).hasSize(1);
  }

  @Test
  void takesForRepeatsNoDatagramsOfAnExporterThatDoesNotCount() {
    byte[] data = DATA.clone();
    data[11] = 0;
    byte[] template = TEMPLATE.clone();
    template[11] = 0;
    decode(template, NOW);
    decode(data, NOW);
    decode(data, NOW);
    decode(data, NOW + 5);

    assertThat(sink.records).hasSize(3);
    assertThat(sink.skipped).doesNotContainKey(SkipReason.RETRANSMISSION);
  }

  @Test
  void skipsAMessageThatComesTwiceOnceTheExporterHasCounted() {
    decode(TEMPLATE, NOW);
    byte[] next = DATA.clone();
    next[11] = 2;
    decode(DATA, NOW);
    decode(next, NOW);
    decode(next, NOW);
    decode(DATA, NOW);

    assertThat(sink.records).hasSize(2);
    assertThat(sink.skipped).containsEntry(SkipReason.RETRANSMISSION, 2L);
  }

  @Test
  void skipsADatagramThatComesTwice() {
    decode(Messages.version5(3, 3), NOW);
    decode(Messages.version9(), NOW);
    decode(Messages.version5(3, 3), NOW + 1000);

    assertThat(sink.records).hasSize(3);
    assertThat(sink.skipped).containsEntry(SkipReason.RETRANSMISSION, 1L);
    assertThat(decoder.statistics())
        .anySatisfy(domain -> {
          assertThat(domain.domain().protocol()).isEqualTo(ExportProtocol.NETFLOW_5);
          assertThat(domain.datagrams()).isEqualTo(2);
          assertThat(domain.repeated()).isEqualTo(1);
          assertThat(domain.records()).isEqualTo(3);
          assertThat(domain.times().clockSkewMicros()).isEqualTo(250_000 - 2_001_000);
        });
  }

  @Test
  void countsWhatWasMissedInTheUnitOfTheProtocol() {
    decode(TEMPLATE, NOW);
    for (int sequence : new int[] {1, 2, 7}) {
      byte[] message = DATA.clone();
      message[11] = (byte) sequence;
      decode(message, NOW);
    }

    assertThat(onlyDomain().loss())
        .isEqualTo(new DomainStatistics.Loss(SequenceUnit.RECORDS, 4, 0, 0, 0));
    assertThat(onlyDomain().templates()).isEqualTo(1);
  }

  @Test
  void takesTheConfiguredSamplingWhereTheExporterIsSilent() {
    decoder = new FlowDatagramDecoder(sampling(new ConfiguredSampling(512, false)));
    decode(TEMPLATE, NOW);
    decode(DATA, NOW);
    decode(Messages.version5(1, 1), NOW);

    assertThat(sink.flows().get(0).samplingInterval()).isEqualTo(512);
    assertThat(sink.flows().get(1).samplingInterval()).isEqualTo(100);
  }

  @Test
  void takesTheConfiguredSamplingAgainstTheExporterWhenToldSo() {
    decoder = new FlowDatagramDecoder(sampling(new ConfiguredSampling(512, true)));
    decode(Messages.version5(1, 1), NOW);

    assertThat(sink.flows().getFirst().samplingInterval()).isEqualTo(512);
    assertThat(sink.flows().getFirst().forward().octets()).isEqualTo(5000);
  }

  @Test
  void goesOnFromItsStateAfterARestart() {
    byte[] options =
        ipfix(
            set(3, Messages.optionsTemplate(400, 302, 4, 34, 4)),
            set(3, Messages.optionsTemplate(401, 95, 4, 96, 0xffff)),
            set(400, data("00000009 00000064")),
            set(401, data("0d000035 03 646e73")),
            set(2, template(256, 8, 4, 12, 4, 302, 4, 95, 4)));
    decode(options, NOW);
    byte[] state = decoder.state();
    decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);

    assertThat(decoder.restore(state)).isTrue();
    assertThat(decoder.state()).isEqualTo(state);
    byte[] flow = ipfix(set(256, data("0a000001 c0000209 00000009 0d000035")));
    flow[11] = 3;
    decode(flow, NOW);
    assertThat(sink.flows().getFirst().samplingInterval()).isEqualTo(100);
    assertThat(sink.flows().getFirst().session().application()).isEqualTo("dns");
    assertThat(onlyDomain().datagrams()).isEqualTo(2);
    assertThat(onlyDomain().loss().missed()).isZero();
  }

  @Test
  void restoresNothingFromDamagedState() {
    decode(TEMPLATE, NOW);
    byte[] state = decoder.state();
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 0x10;
      assertThat(new FlowDatagramDecoder(ExporterSettings.DEFAULT).restore(damaged)).isFalse();
    }
    assertThat(decoder.restore(new byte[0])).isFalse();
    assertThat(onlyDomain().templates()).isEqualTo(1);
  }
}
