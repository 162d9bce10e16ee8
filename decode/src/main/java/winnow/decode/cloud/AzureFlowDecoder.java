// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.json.JsonReader;
import winnow.decode.json.JsonShape;
import winnow.decode.json.JsonSigns;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.schema.Observer;

/**
 * Reads the flow logs of Azure network security groups (version 1 and 2) and of virtual networks
 * (version 4): JSON in which each flow is a tuple, a text with commas. Tuples are handed on one by
 * one, however large the input.
 */
public final class AzureFlowDecoder implements Decoder {
  private static final byte[] TUPLES = "\"flowTuples\"".getBytes(StandardCharsets.US_ASCII);
  private static final JsonShape<AzureFlowDecoder> SHAPE = shape();

  private final JsonReader<AzureFlowDecoder> json = new JsonReader<>(SHAPE, this);
  private final TextPool texts = new TextPool();
  private final Cells cells = new Cells();
  private final Slice tuple = new Slice();
  private final AzureTuple row = new AzureTuple();
  private @Nullable DecodeSink sink;
  private byte[] bytes = new byte[256];

  @Override
  public void decode(InputStream input, DecodeSink target) throws IOException {
    sink = target;
    json.readAll(input, target);
  }

  /** Whether an input that starts with {@code head} is such a log. */
  public static boolean recognizes(byte[] head) {
    return JsonSigns.startsAsJson(head) && JsonSigns.contains(head, TUPLES);
  }

  private void take(CharSequence text) {
    DecodeSink target = Objects.requireNonNull(sink, "nothing is being read");
    if (bytes.length < text.length()) {
      bytes = new byte[2 * text.length()];
    }
    for (int i = 0; i < text.length(); i++) {
      bytes[i] = (byte) Math.min(text.charAt(i), 0x7f);
    }
    cells.split(tuple.over(bytes, 0, text.length()), (byte) ',');
    try {
      if (row.read(cells)) {
        target.accept(row.build());
      } else {
        target.skip(SkipReason.INTERIM, 1);
      }
    } catch (BadValueException e) {
      json.reject(
          new BadValueException(
              e.reason(), "flow tuple " + BadValueException.shown(text) + ": " + e.sentence()));
    }
  }

  /** The last part of a resource's path is its name. */
  private void putResource(CharSequence path) {
    String text = path.toString();
    row.observer(new Observer(texts.text(text.substring(text.lastIndexOf('/') + 1)), 0));
  }

  private void putMac(CharSequence mac) throws BadValueException {
    if (mac.length() != 12) {
      throw BadValueException.notA("a MAC address", mac, RejectReason.BAD_ADDRESS);
    }
    row.mac(texts.text(mac));
  }

  private static JsonShape<AzureFlowDecoder> shape() {
    JsonShape<AzureFlowDecoder> shape = new JsonShape<>();
    for (String root : new String[] {"", "records."}) {
      shape.field(root + "resourceId", (d, v) -> d.putResource(v));
      shape.field(root + "targetResourceID", (d, v) -> d.putResource(v));
      shape.field(root + "macAddress", AzureFlowDecoder::putMac);
      shape.field(root + "properties.flows.flows.mac", AzureFlowDecoder::putMac);
      shape.field(root + "properties.flows.flows.flowTuples", (d, v) -> d.take(v));
      shape.field(root + "flowRecords.flows.flowGroups.flowTuples", (d, v) -> d.take(v));
    }
    return shape;
  }
}
