// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.word.DomainClasses;
import winnow.analysis.word.Entropy;
import winnow.analysis.word.SpotHttpWords;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Reads HTTP transactions: a word for the client, see {@link HttpRunWords}. */
final class HttpWordReader implements WordReader {
  /** What stands for a missing user agent, content type or method. */
  static final String ABSENT = "-";

  private static final int STATUS_BITS = 17;
  private static final int CONTENT_BITS = 23;

  private final HttpTexts texts;
  private final DomainClasses classes;
  private final DictionaryIds clients;
  private final DictionaryIds agents;
  private final DictionaryIds methods;
  private final DictionaryIds contentTypes;
  private final SharedTexts localTexts = new SharedTexts();
  private final LongTable partsSeen = new LongTable();
  private final HttpRunWords words;
  private final Entropy entropy = new Entropy();
  private final StringBuilder uri = new StringBuilder();
  private final int noAgent;
  private final int absentText = localTexts.id(ABSENT);
  private int[] partsOfSeen = new int[64];
  private String[] hosts = {};
  private int[] hostFeatures = {};

  HttpWordReader(SharedTexts addresses, HttpTexts texts, DomainClasses classes) {
    this.texts = texts;
    this.classes = classes;
    words = new HttpRunWords(texts);
    clients = new DictionaryIds(addresses);
    agents = new DictionaryIds(texts.agents());
    methods = new DictionaryIds(localTexts);
    contentTypes = new DictionaryIds(localTexts);
    noAgent = texts.agents().id(ABSENT);
  }

  @Override
  public List<String> columns() {
    return List.of(
        "event_time",
        "client_addr",
        "client_port",
        "method",
        "host",
        "path",
        "query",
        "user_agent",
        "mime_type",
        "status");
  }

  @Override
  public void read(ColumnBatch batch, WordTally tally) {
    Columns columns = Columns.of(batch);
    clients.use(columns.client);
    agents.use(columns.agent);
    methods.use(columns.method);
    contentTypes.use(columns.contentType);
    useHosts(columns.host.dictionary());
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
    return words;
  }

  private void useHosts(String[] dictionary) {
    if (dictionary != hosts) {
      hosts = dictionary;
      hostFeatures = new int[hosts.length];
      for (int i = 0; i < hosts.length; i++) {
        hostFeatures[i] = SpotHttpWords.hostFeatures(hosts[i], classes);
      }
    }
  }

  private void count(Columns columns, int row, WordTally tally) {
    int host = columns.host.ids()[row];
    uri.setLength(0);
    SpotHttpWords.appendUri(uri, hosts[host], columns.path.value(row), columns.query.value(row));
    long time = columns.eventTime[row];
    int numbers =
        SpotHttpWords.numbers(
            hostFeatures[host], WordReader.hour(time), entropy.bits(uri), uri.length());
    int agent = columns.agent.ids()[row];
    long word =
        words.add(
            numbers, parts(columns, row), agent == TextVector.ABSENT ? noAgent : agents.id(agent));
    int client = columns.client.ids()[row];
    long hash = StableHash.mix(time, clients.hash(client));
    hash = StableHash.mix(hash ^ hashOfUri(), feature(columns, row));
    tally.add(clients.id(client), word, hash);
  }

  private static long feature(Columns columns, int row) {
    return columns.clientPort[row] << 20 ^ columns.status.value(row);
  }

  private long hashOfUri() {
    long hash = 0;
    for (int i = 0; i < uri.length(); i++) {
      hash = hash * 31 + uri.charAt(i);
    }
    return hash;
  }

  /** The run's number of the text parts of a row, found without making text. */
  private int parts(Columns columns, int row) {
    int method = localId(methods, columns.method.ids()[row]);
    int contentType = localId(contentTypes, columns.contentType.ids()[row]);
    long status = columns.status.isAbsent(row) ? 0 : columns.status.value(row) + 1;
    int seen =
        partsSeen.add(
            (long) method << STATUS_BITS + CONTENT_BITS
                | (long) contentType << STATUS_BITS
                | status);
    if (seen == partsOfSeen.length) {
      partsOfSeen = Arrays.copyOf(partsOfSeen, seen * 2);
    }
    if (partsOfSeen[seen] == 0) {
      partsOfSeen[seen] = 1 + runParts(columns, row, method, contentType);
    }
    return partsOfSeen[seen] - 1;
  }

  private int runParts(Columns columns, int row, int method, int contentType) {
    boolean known = !columns.status.isAbsent(row);
    return texts.parts(
        localTexts.text(method),
        SpotHttpWords.contentType(localTexts.text(contentType)),
        SpotHttpWords.status(known ? Integer.valueOf((int) columns.status.value(row)) : null));
  }

  private int localId(DictionaryIds column, int entry) {
    return entry == TextVector.ABSENT ? absentText : column.id(entry);
  }

  /** The columns of one batch. */
  private record Columns(
      long[] eventTime,
      TextVector client,
      long[] clientPort,
      TextVector method,
      TextVector host,
      TextVector path,
      TextVector query,
      TextVector agent,
      TextVector contentType,
      LongVector status) {

    static Columns of(ColumnBatch batch) {
      return new Columns(
          batch.longs("event_time").values(),
          batch.texts("client_addr"),
          batch.longs("client_port").values(),
          batch.texts("method"),
          batch.texts("host"),
          batch.texts("path"),
          batch.texts("query"),
          batch.texts("user_agent"),
          batch.texts("mime_type"),
          batch.longs("status"));
    }

    @Nullable InvalidReason check(int row) {
      if (!WordReader.isTime(eventTime[row])) {
        return InvalidReason.TIME_OUT_OF_RANGE;
      }
      if (client.ids()[row] == TextVector.ABSENT) {
        return InvalidReason.NO_ADDRESS;
      }
      if (host.ids()[row] == TextVector.ABSENT) {
        return InvalidReason.NO_HOST;
      }
      return (status.value(row) & ~0xffff) != 0 ? InvalidReason.CODE_OUT_OF_RANGE : null;
    }
  }
}
