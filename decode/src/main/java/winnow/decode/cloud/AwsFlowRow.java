// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.decode.text.Verdicts;
import winnow.schema.FlowBuilder;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** A line of an AWS VPC flow log under its fields. */
final class AwsFlowRow {
  private static final int MAX_BYTE = 255;
  private static final Map<String, NamedCells.Field<AwsFlowRow>> FIELDS = fields();

  private final NamedCells<AwsFlowRow> columns;
  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private Observer observer = Observer.UNKNOWN;
  private boolean hasTime;
  private boolean noData;
  private long endMicros;
  private @Nullable IpAddress packetSource;
  private @Nullable IpAddress packetDestination;

  AwsFlowRow(List<String> names) {
    columns = new NamedCells<>(names, FIELDS, "-");
  }

  void read(Cells cells, DecodeSink sink) throws BadValueException {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    hasTime = false;
    noData = false;
    endMicros = 0;
    packetSource = null;
    packetDestination = null;
    columns.put(cells, this);
    if (noData) {
      sink.skip(SkipReason.NO_DATA, 1);
      return;
    }
    end();
    sink.accept(flow.build());
  }

  private void end() throws BadValueException {
    if (!hasTime || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "start, srcaddr or dstaddr is not set");
    }
    flow.durationMicros = Math.max(0, endMicros - flow.eventTimeMicros);
    if (packetSource != null && !packetSource.equals(flow.sourceAddress)) {
      flow.translatedSource = flow.sourceAddress;
      flow.sourceAddress = packetSource;
    }
    if (packetDestination != null && !packetDestination.equals(flow.destinationAddress)) {
      flow.translatedDestination = flow.destinationAddress;
      flow.destinationAddress = packetDestination;
    }
  }

  private void putStart(Slice cell) throws BadValueException {
    flow.eventTimeMicros = Times.parseEpoch(cell);
    hasTime = true;
  }

  private void putInterface(Slice cell) {
    String name = texts.text(cell);
    if (!name.equals(observer.exporter())) {
      observer = new Observer(name, 0);
    }
    flow.observer(observer);
  }

  private void putAction(Slice cell) {
    flow.forwardingStatus =
        cell.is("ACCEPT") ? Verdicts.FORWARDED : cell.is("REJECT") ? Verdicts.DENIED : 0;
  }

  private void putService(Slice cell) {
    flow.application = texts.text(cell);
  }

  private static Map<String, NamedCells.Field<AwsFlowRow>> fields() {
    Map<String, NamedCells.Field<AwsFlowRow>> fields = new HashMap<>();
    fields.put("interface-id", (r, c) -> r.putInterface(c));
    fields.put("tgw-attachment-id", (r, c) -> r.putInterface(c));
    fields.put("srcaddr", (r, c) -> r.flow.sourceAddress = r.addresses.parse(c));
    fields.put("dstaddr", (r, c) -> r.flow.destinationAddress = r.addresses.parse(c));
    fields.put("pkt-srcaddr", (r, c) -> r.packetSource = r.addresses.parse(c));
    fields.put("pkt-dstaddr", (r, c) -> r.packetDestination = r.addresses.parse(c));
    fields.put("srcport", (r, c) -> r.flow.sourcePort = Numbers.parsePort(c));
    fields.put("dstport", (r, c) -> r.flow.destinationPort = Numbers.parsePort(c));
    fields.put("protocol", (r, c) -> r.flow.protocol = Numbers.parseInt(c, 0, MAX_BYTE));
    fields.put("packets", (r, c) -> r.flow.packets = Numbers.parseCount(c));
    fields.put("bytes", (r, c) -> r.flow.octets = Numbers.parseCount(c));
    fields.put("start", AwsFlowRow::putStart);
    fields.put("end", (r, c) -> r.endMicros = Times.parseEpoch(c));
    fields.put("action", (r, c) -> r.putAction(c));
    fields.put("log-status", (r, c) -> r.noData = c.is("NODATA") || c.is("SKIPDATA"));
    fields.put("tcp-flags", (r, c) -> r.flow.tcpFlags = Numbers.parseInt(c, 0, MAX_BYTE));
    fields.put("flow-direction", (r, c) -> r.flow.direction = c.is("egress") ? 1 : 0);
    fields.put("pkt-src-aws-service", (r, c) -> r.putService(c));
    fields.put("pkt-dst-aws-service", (r, c) -> r.putService(c));
    return Map.copyOf(fields);
  }
}
