// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.host.FlowEnds;
import winnow.analysis.host.InsideHosts;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * When the hosts of a network contacted each end outside it on a day: flows by address, protocol
 * and port, requests by host name. Reads the rows twice, to keep the times of those pairs alone
 * that are asked for: 16 bytes for each of their contacts.
 */
final class Contacts {
  private static final List<String> HTTP_COLUMNS =
      List.of("event_time", "client_addr", "host", "request_octets");

  /** The service of requests, which no protocol and port is. */
  private static final int REQUEST = 1 << 30;

  private final SharedTexts texts = new SharedTexts();
  private final InsideHosts inside;
  private final DictionaryIds firsts = new DictionaryIds(texts);
  private final DictionaryIds seconds = new DictionaryIds(texts);

  private final LongTable ends = new LongTable();
  private final LongTable pairs = new LongTable();
  private final BitSet hosts = new BitSet();
  private final IntList contactsOfPair = new IntList();
  private final IntList clientsOfEnd = new IntList();

  private int[] starts = {};
  private long[] times = {};
  private long[] octets = {};

  Contacts(InternalNetworks networks) {
    inside = new InsideHosts(networks, texts);
  }

  /** Ints that grow. */
  private static final class IntList {
    private int[] values = new int[64];

    void increment(int index) {
      if (index >= values.length) {
        values = Arrays.copyOf(values, Math.max(2 * values.length, index + 1));
      }
      values[index]++;
    }

    int get(int index) {
      return index < values.length ? values[index] : 0;
    }
  }

  /** Counts the contacts of each pair. */
  void count(List<RowSource> sources) {
    read(
        sources,
        (pair, time, size) -> {
          contactsOfPair.increment(pair);
          if (contactsOfPair.get(pair) == 1) {
            clientsOfEnd.increment(end(pair));
          }
        });
  }

  /** Reads the rows again and keeps the contacts of the pairs that {@code wanted} accepts. */
  void keep(List<RowSource> sources, IntPredicate wanted) {
    starts = new int[pairs.size() + 1];
    for (int pair = 0; pair < pairs.size(); pair++) {
      starts[pair + 1] =
          Math.addExact(starts[pair], wanted.test(pair) ? contactsOfPair.get(pair) : 0);
    }
    times = new long[starts[pairs.size()]];
    octets = new long[times.length];
    int[] filled = new int[pairs.size()];
    read(
        sources,
        (pair, time, size) -> {
          int at = starts[pair] + filled[pair];
          if (at < starts[pair + 1]) {
            times[at] = time;
            octets[at] = size;
            filled[pair]++;
          }
        });
  }

  int pairs() {
    return pairs.size();
  }

  /** How many hosts inside began flows or sent requests. */
  int hosts() {
    return hosts.cardinality();
  }

  int contacts(int pair) {
    return contactsOfPair.get(pair);
  }

  /** How many hosts contacted the same end. */
  int clients(int pair) {
    return clientsOfEnd.get(end(pair));
  }

  String host(int pair) {
    return texts.text((int) (pairs.key(pair) >>> Integer.SIZE));
  }

  /** The name or the address of the other end. */
  String peer(int pair) {
    return texts.text((int) (ends.key(end(pair)) >>> Integer.SIZE));
  }

  /** Protocol and port of the other end, such as {@code 443/6}; empty for requests. */
  String service(int pair) {
    int service = (int) ends.key(end(pair));
    return service == REQUEST ? "" : (service & 0xffff) + "/" + (service >>> Short.SIZE);
  }

  /** The times of a pair that was kept, in order. */
  long[] times(int pair) {
    long[] ofPair = Arrays.copyOfRange(times, starts[pair], starts[pair + 1]);
    Arrays.sort(ofPair);
    return ofPair;
  }

  /** The bytes sent in each contact of a pair that was kept, the smallest first. */
  long[] octets(int pair) {
    long[] ofPair = Arrays.copyOfRange(octets, starts[pair], starts[pair + 1]);
    Arrays.sort(ofPair);
    return ofPair;
  }

  private int end(int pair) {
    return (int) pairs.key(pair);
  }

  private interface Taker {
    void take(int pair, long timeMicros, long octets);
  }

  private void read(List<RowSource> sources, Taker taker) {
    for (RowSource rows : sources) {
      for (int part = 0; part < rows.parts(); part++) {
        if (rows.kind() == TelemetryKind.FLOW) {
          rows.read(part, FlowEnds.COLUMNS, batch -> flows(batch, taker));
        } else if (rows.kind() == TelemetryKind.HTTP) {
          rows.read(part, HTTP_COLUMNS, batch -> requests(batch, taker));
        }
      }
    }
  }

  private void flows(ColumnBatch batch, Taker taker) {
    TextVector sources = batch.texts("src_addr");
    TextVector destinations = batch.texts("dst_addr");
    LongVector eventTimes = batch.longs("event_time");
    FlowEnds sides = new FlowEnds(batch);
    firsts.use(sources);
    seconds.use(destinations);
    for (int row = 0; row < batch.rows(); row++) {
      int source = sources.ids()[row];
      int destination = destinations.ids()[row];
      if (source < 0 || destination < 0 || !sides.sourceBegan(row)) {
        continue;
      }
      int client = firsts.id(source);
      int server = seconds.id(destination);
      if (inside.contains(client) && !inside.contains(server)) {
        take(client, server, sides.service(row), eventTimes.value(row), sides.sent(row), taker);
      }
    }
  }

  private void requests(ColumnBatch batch, Taker taker) {
    TextVector clients = batch.texts("client_addr");
    TextVector names = batch.texts("host");
    LongVector eventTimes = batch.longs("event_time");
    LongVector sizes = batch.longs("request_octets");
    firsts.use(clients);
    seconds.use(names);
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int name = names.ids()[row];
      if (client < 0
          || name < 0
          || !inside.contains(firsts.id(client))
          || inside.contains(seconds.id(name))) {
        continue;
      }
      long size = sizes.isAbsent(row) ? 0 : sizes.value(row);
      take(firsts.id(client), seconds.id(name), REQUEST, eventTimes.value(row), size, taker);
    }
  }

  private void take(int client, int server, int service, long time, long size, Taker taker) {
    hosts.set(client);
    int end = ends.add((long) server << Integer.SIZE | service);
    taker.take(pairs.add((long) client << Integer.SIZE | end), time, size);
  }
}
