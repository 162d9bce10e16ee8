// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.json.JsonReader;
import winnow.decode.json.JsonShape;
import winnow.decode.json.JsonSigns;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.Observer;

/**
 * Reads VPC flow logs of Google Cloud: log entries as JSON lines, as sinks write them, or as one
 * array, as `gcloud logging read --format=json` prints them; whole entries, or their payload alone.
 */
public final class GcpFlowDecoder implements Decoder {
  private static final byte[] CONNECTION = "\"connection\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOURCE = "\"src_ip\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SENT = "\"bytes_sent\"".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_BYTE = 255;
  private static final JsonShape<GcpFlowDecoder> SHAPE = shape();

  private final JsonReader<GcpFlowDecoder> json = new JsonReader<>(SHAPE, this);
  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private @Nullable DecodeSink sink;
  private boolean hasTime;
  private long endMicros;

  @Override
  public void decode(InputStream input, DecodeSink target) throws IOException {
    sink = target;
    BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
    if (JsonSigns.isLines(buffered)) {
      Lines.decode(buffered, target, json::readLine);
    } else {
      json.readAll(buffered, target);
    }
  }

  /** Whether an input that starts with {@code head} is such a log. */
  public static boolean recognizes(byte[] head) {
    return JsonSigns.startsAsJson(head)
        && JsonSigns.contains(head, CONNECTION)
        && JsonSigns.contains(head, SOURCE)
        && JsonSigns.contains(head, SENT);
  }

  private void begin() {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    hasTime = false;
    endMicros = 0;
  }

  private void end() throws BadValueException {
    if (!hasTime || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "start_time, src_ip or dest_ip is not set");
    }
    flow.durationMicros = Math.max(0, endMicros - flow.eventTimeMicros);
    if (sink != null) {
      sink.accept(flow.build());
    }
  }

  private void putStart(CharSequence value) throws BadValueException {
    flow.eventTimeMicros = Times.parseIso(value, ZoneOffset.UTC);
    hasTime = true;
  }

  /** The virtual machine that reports is at one end; the log is of what it sent or received. */
  private void putReporter(CharSequence value) {
    flow.direction = "SRC".contentEquals(value) ? 1 : 0;
  }

  private static JsonShape<GcpFlowDecoder> shape() {
    JsonShape<GcpFlowDecoder> shape = new JsonShape<>();
    shape.record("", GcpFlowDecoder::begin, GcpFlowDecoder::end);
    shape.field(
        "resource.labels.subnetwork_name",
        (d, v) -> d.flow.observer(new Observer(d.texts.text(v), 0)));
    for (String at : new String[] {"", "jsonPayload."}) {
      shape.field(at + "start_time", GcpFlowDecoder::putStart);
      shape.field(at + "end_time", (d, v) -> d.endMicros = Times.parseIso(v, ZoneOffset.UTC));
      shape.field(at + "bytes_sent", (d, v) -> d.flow.octets = Numbers.parseCount(v));
      shape.field(at + "packets_sent", (d, v) -> d.flow.packets = Numbers.parseCount(v));
      shape.field(at + "reporter", (d, v) -> d.putReporter(v));
      shape.field(at + "src_location.asn", (d, v) -> d.flow.sourceAs = Numbers.parseCount(v));
      shape.field(at + "dest_location.asn", (d, v) -> d.flow.destinationAs = Numbers.parseCount(v));
      String connection = at + "connection.";
      shape.field(connection + "src_ip", (d, v) -> d.flow.sourceAddress = d.addresses.parse(v));
      shape.field(
          connection + "dest_ip", (d, v) -> d.flow.destinationAddress = d.addresses.parse(v));
      shape.field(connection + "src_port", (d, v) -> d.flow.sourcePort = Numbers.parsePort(v));
      shape.field(
          connection + "dest_port", (d, v) -> d.flow.destinationPort = Numbers.parsePort(v));
      shape.field(
          connection + "protocol", (d, v) -> d.flow.protocol = Numbers.parseInt(v, 0, MAX_BYTE));
    }
    return shape;
  }
}
