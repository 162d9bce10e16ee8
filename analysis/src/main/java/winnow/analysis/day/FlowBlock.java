// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import winnow.analysis.word.BehaviourWords;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.LongVector;

/**
 * Counts flows a block at a time: their places in the tables, which are far apart in memory, are
 * looked up for many at once. Not thread-safe.
 */
final class FlowBlock {
  private static final int SIZE = 1 << 11;
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int HOURS_PER_DAY = 24;

  private final DayCounts counts;
  private int size;
  private int wordsUsed;

  private final int[] clients = new int[SIZE];
  private final long[] endKeys = new long[SIZE];
  private final long[] sent = new long[SIZE];
  private final long[] received = new long[SIZE];
  private final long[] times = new long[SIZE];
  private final boolean[] began = new boolean[SIZE];
  private final boolean[] failed = new boolean[SIZE];
  private final int[] ends = new int[SIZE];
  private final long[] edgeKeys = new long[SIZE];
  private final int[] edges = new int[SIZE];

  /** Words of the hosts at both ends: a flow has one or two. */
  private final int[] wordHosts = new int[2 * SIZE];

  private final long[] words = new long[2 * SIZE];
  private final long[] wordTimes = new long[2 * SIZE];
  private final int[] numbers = new int[2 * SIZE];
  private final long[] wordKeys = new long[2 * SIZE];
  private final int[] wordRows = new int[2 * SIZE];

  FlowBlock(DayCounts counts) {
    this.counts = counts;
  }

  /** Adds a flow where one of its ends is inside, and counts the block when it is full. */
  void add(
      FlowEnds flows,
      int row,
      int source,
      int destination,
      LongVector eventTimes,
      LongVector durations) {
    boolean sourceBegan = flows.sourceBegan(row);
    int client = sourceBegan ? source : destination;
    int server = sourceBegan ? destination : source;
    boolean ownClient = counts.isInside(client);
    boolean ownServer = counts.isInside(server);
    if (!ownClient && !ownServer) {
      counts.skip(TelemetryKind.FLOW, Unused.NOT_INSIDE, 1);
      return;
    }
    int at = size++;
    int service = flows.service(row);
    clients[at] = client;
    endKeys[at] = DayCounts.endKey(server, service);
    sent[at] = flows.sent(row);
    received[at] = flows.received(row);
    failed[at] = flows.failed(row);
    times[at] = eventTimes.value(row);
    began[at] = ownClient && sourceBegan;
    long word =
        BehaviourWords.word(service, sent[at], received[at], durations.value(row), failed[at]);
    if (ownClient) {
      addWord(client, BehaviourWords.ofClient(word, ownServer), times[at]);
    }
    if (ownServer) {
      addWord(server, BehaviourWords.ofServer(word, ownClient), times[at]);
    }
    if (size == SIZE) {
      count();
    }
  }

  private void addWord(int host, long word, long time) {
    wordHosts[wordsUsed] = host;
    words[wordsUsed] = word;
    wordTimes[wordsUsed++] = time;
  }

  /** Counts what was added since the last time. */
  void count() {
    countEdges();
    countWords();
    size = 0;
    wordsUsed = 0;
  }

  private void countEdges() {
    counts.ends(endKeys, size, ends);
    for (int i = 0; i < size; i++) {
      edgeKeys[i] = PairCounts.key(clients[i], ends[i]);
    }
    PairCounts table = counts.edges();
    table.rows(edgeKeys, size, edges);
    PairCounts hours = counts.hours();
    for (int i = 0; i < size; i++) {
      int edge = edges[i];
      table.add(edge, DayCounts.SENT, sent[i]);
      table.add(edge, DayCounts.RECEIVED, received[i]);
      if (began[i]) {
        table.add(edge, DayCounts.FLOWS, 1);
        table.add(edge, DayCounts.FAILED, failed[i] ? 1 : 0);
        table.seen(edge, times[i]);
        int hour = (int) (Math.floorDiv(times[i], MICROS_PER_HOUR) % HOURS_PER_DAY);
        hours.add(hours.row(clients[i], hour), DayCounts.SENT_IN_HOUR, sent[i]);
      }
    }
  }

  private void countWords() {
    counts.numbersOf(words, wordsUsed, numbers);
    for (int i = 0; i < wordsUsed; i++) {
      wordKeys[i] = PairCounts.key(wordHosts[i], numbers[i]);
    }
    PairCounts table = counts.behaviour();
    table.rows(wordKeys, wordsUsed, wordRows);
    for (int i = 0; i < wordsUsed; i++) {
      table.add(wordRows[i], DayCounts.COUNT, 1);
      table.seen(wordRows[i], wordTimes[i]);
    }
  }
}
