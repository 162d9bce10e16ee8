// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.word.SpotFlowWords;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Reads flows: a word for the source, a word for the destination. */
final class FlowWordReader implements WordReader {
  private static final int MAX_PORT = 0xffff;
  private static final int MAX_PROTOCOL = 0xff;

  private final DictionaryIds sources;
  private final DictionaryIds destinations;

  FlowWordReader(SharedTexts addresses) {
    sources = new DictionaryIds(addresses);
    destinations = new DictionaryIds(addresses);
  }

  @Override
  public List<String> columns() {
    return List.of(
        "event_time",
        "received_time",
        "src_addr",
        "dst_addr",
        "src_port",
        "dst_port",
        "protocol",
        "octets",
        "packets");
  }

  @Override
  public void read(ColumnBatch batch, WordTally tally) {
    Columns columns = Columns.of(batch);
    sources.use(columns.source);
    destinations.use(columns.destination);
    for (int row = 0; row < batch.rows(); row++) {
      InvalidReason reason = columns.check(row);
      if (reason == null) {
        count(columns, row, tally);
      } else {
        tally.reject(reason);
      }
    }
  }

  @Override
  public RunWords words() {
    return RunWords.AS_READ;
  }

  private void count(Columns columns, int row, WordTally tally) {
    int sourcePort = (int) columns.sourcePort[row];
    int destinationPort = (int) columns.destinationPort[row];
    long octets = columns.octets[row];
    long packets = columns.packets[row];
    int protocol = (int) columns.protocol[row];
    int hour = WordReader.hour(columns.time(row));
    long base =
        SpotFlowWords.base(
            SpotFlowWords.portKey(sourcePort, destinationPort), protocol, hour, octets, packets);
    int source = columns.source.ids()[row];
    int destination = columns.destination.ids()[row];
    long hash = StableHash.mix(columns.eventTime[row], sources.hash(source));
    hash =
        StableHash.mix(
            hash ^ destinations.hash(destination), (long) sourcePort << 32 | destinationPort);
    hash = StableHash.mix(hash ^ octets, packets << 8 | protocol);
    tally.add(
        sources.id(source),
        SpotFlowWords.mark(base, SpotFlowWords.ownsKey(sourcePort, destinationPort)),
        destinations.id(destination),
        SpotFlowWords.mark(base, SpotFlowWords.ownsKey(destinationPort, sourcePort)),
        hash);
  }

  /** The columns of one batch. */
  private record Columns(
      long[] eventTime,
      LongVector receivedTime,
      TextVector source,
      TextVector destination,
      long[] sourcePort,
      long[] destinationPort,
      long[] protocol,
      long[] octets,
      long[] packets) {

    static Columns of(ColumnBatch batch) {
      return new Columns(
          batch.longs("event_time").values(),
          batch.longs("received_time"),
          batch.texts("src_addr"),
          batch.texts("dst_addr"),
          batch.longs("src_port").values(),
          batch.longs("dst_port").values(),
          batch.longs("protocol").values(),
          batch.longs("octets").values(),
          batch.longs("packets").values());
    }

    /** When the collector received the flow, else when the flow began. */
    long time(int row) {
      return receivedTime.isAbsent(row) ? eventTime[row] : receivedTime.value(row);
    }

    @Nullable InvalidReason check(int row) {
      if (!WordReader.isTime(time(row))) {
        return InvalidReason.TIME_OUT_OF_RANGE;
      }
      if ((source.ids()[row] | destination.ids()[row]) < 0) {
        return InvalidReason.NO_ADDRESS;
      }
      if (((sourcePort[row] | destinationPort[row]) & ~MAX_PORT) != 0) {
        return InvalidReason.PORT_OUT_OF_RANGE;
      }
      if ((protocol[row] & ~MAX_PROTOCOL) != 0) {
        return InvalidReason.PROTOCOL_OUT_OF_RANGE;
      }
      return (octets[row] | packets[row]) < 0 ? InvalidReason.NEGATIVE_SIZE : null;
    }
  }
}
