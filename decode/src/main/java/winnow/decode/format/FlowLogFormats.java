// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import winnow.decode.argus.ArgusDecoder;
import winnow.decode.cloud.AwsFlowDecoder;
import winnow.decode.cloud.AzureFlowDecoder;
import winnow.decode.cloud.GcpFlowDecoder;
import winnow.decode.flowtext.NfdumpTextDecoder;
import winnow.decode.flowtext.YafTextDecoder;
import winnow.decode.panos.PanosDecoder;
import winnow.decode.suricata.EveDecoder;
import winnow.schema.TelemetryKind;

/** Flow logs as text: of sensors, firewalls and clouds. */
final class FlowLogFormats {
  static final List<Format> ALL =
      List.of(
          flows(
              "argus",
              "Argus flows, as `ra` prints them (`.binetflow`)",
              head -> ArgusDecoder.recognizes(Head.firstLine(head)),
              ArgusDecoder::new),
          new Format(
              "suricata",
              "Suricata EVE JSON",
              EnumSet.allOf(TelemetryKind.class),
              (head, file) -> EveDecoder.recognizes(Head.firstLine(head)),
              options -> new EveDecoder()),
          new Format(
              "panos",
              "PAN-OS traffic and URL logs",
              EnumSet.of(TelemetryKind.FLOW, TelemetryKind.HTTP),
              (head, file) -> PanosDecoder.recognizes(Head.firstLine(head)),
              PanosDecoder::new),
          flows(
              "aws-vpc",
              "AWS VPC flow log",
              head -> AwsFlowDecoder.recognizes(Head.firstLine(head)),
              options -> new AwsFlowDecoder()),
          flows(
              "azure-flow",
              "Azure NSG or VNet flow log",
              AzureFlowDecoder::recognizes,
              options -> new AzureFlowDecoder()),
          flows(
              "gcp-vpc",
              "Google Cloud VPC flow log",
              GcpFlowDecoder::recognizes,
              options -> new GcpFlowDecoder()),
          flows(
              "yaf",
              "YAF flows, as `yafscii --tabular` prints them",
              head -> YafTextDecoder.recognizes(Head.firstLine(head)),
              YafTextDecoder::new),
          flows(
              "nfdump-text",
              "nfdump flows, as `-o line`, `long` and `extended` print them",
              head -> NfdumpTextDecoder.recognizes(Head.firstLine(head)),
              NfdumpTextDecoder::new));

  private FlowLogFormats() {}

  private static Format flows(
      String name, String title, Predicate<byte[]> recognizer, Format.DecoderFactory newDecoder) {
    return new Format(
        name,
        title,
        EnumSet.of(TelemetryKind.FLOW),
        (head, file) -> recognizer.test(head),
        newDecoder);
  }
}
