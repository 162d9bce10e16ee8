// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.sflow.Samples.datagram;
import static winnow.decode.sflow.Samples.flow;
import static winnow.decode.sflow.Samples.header;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.capture.CaptureDecoder;
import winnow.decode.pcap.Packets;
import winnow.schema.FlowRecord;

/** The same sFlow datagrams, in a capture, through our decoder and through tshark. */
@Tag("peers")
class SflowPeersTest {
  @Test
  void tsharkReadsTheSame(@TempDir Path folder) throws IOException {
    byte[] packet =
        ByteWriter.bigEndian()
            .hex("66778899aabb 001122334455 0800")
            .hex("45b8 003c 0001 4000 4006 0000 0a000001 c0000209")
            .hex("0401 01bb 00000001 00000000 a002 ffff 0000 0000")
            .toBytes();
    byte[] payload = datagram(1, flow(header(1, 78, packet)), Samples.counters());
    byte[] capture =
        Packets.pcap(
            ByteWriter.littleEndian(), 101, Packets.ipv4(17, 0, Packets.udp(9999, 6343, payload)));
    Path file = Files.write(folder.resolve("sflow.pcap"), capture);
    CollectingSink sink = new CollectingSink();
    new CaptureDecoder(DecodeOptions.named("sflow.pcap"))
        .decode(new ByteArrayInputStream(capture), sink);

    FlowRecord flow = sink.flows().getFirst();
    assertThat(tshark(file))
        .isEqualTo(
            String.join(
                "|",
                flow.observer().exporter(),
                "" + flow.samplingInterval(),
                "" + flow.routing().inputInterface(),
                "" + flow.routing().outputInterface(),
                flow.source().address().toString(),
                "" + flow.destination().port(),
                "" + flow.forward().octets()));
  }

  private static String tshark(Path file) throws IOException {
    List<String> command =
        List.of(
            "tshark",
            "-r",
            file.toString(),
            "-T",
            "fields",
            "-E",
            "separator=|",
            "-E",
            "occurrence=l",
            "-e",
            "sflow_245.agent",
            "-e",
            "sflow.flow_sample.sampling_rate",
            "-e",
            "sflow.flow_sample.input_interface",
            "-e",
            "sflow.flow_sample.output_interface_value",
            "-e",
            "ip.src",
            "-e",
            "tcp.dstport",
            "-e",
            "ip.len");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
