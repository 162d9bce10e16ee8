// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.word.DnsFrames;
import winnow.analysis.word.DomainClasses;
import winnow.analysis.word.Entropy;
import winnow.analysis.word.SpotDnsWords;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Reads DNS transactions, answered or not: a word for the client. */
final class DnsWordReader implements WordReader {
  private static final int NO_NAME = -1;

  private final DictionaryIds clients;
  private final DomainClasses classes;
  private final Entropy entropy = new Entropy();
  private String[] names = {};
  private int[] features = {};
  private long[] hashes = {};

  DnsWordReader(SharedTexts addresses, DomainClasses classes) {
    clients = new DictionaryIds(addresses);
    this.classes = classes;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "event_time",
        "client_addr",
        "protocol",
        "transaction_id",
        "query",
        "qclass",
        "qtype",
        "query_octets",
        "rcode",
        "response_octets",
        "frame_octets");
  }

  @Override
  public void read(ColumnBatch batch, WordTally tally) {
    Columns columns = Columns.of(batch);
    clients.use(columns.client);
    useNames(columns.query.dictionary());
    for (int row = 0; row < batch.rows(); row++) {
      InvalidReason reason = check(columns, row);
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

  /** Whether a name says nothing. */
  static boolean isPlaceholder(String name) {
    return name.isEmpty() || name.equals("-") || name.equals("(empty)");
  }

  private void useNames(String[] dictionary) {
    if (dictionary == names) {
      return;
    }
    names = dictionary;
    features = new int[names.length];
    hashes = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      features[i] =
          isPlaceholder(names[i]) ? NO_NAME : SpotDnsWords.nameFeatures(names[i], classes, entropy);
      hashes[i] = StableHash.of(names[i]);
    }
  }

  private @Nullable InvalidReason check(Columns columns, int row) {
    if (!WordReader.isTime(columns.eventTime[row])) {
      return InvalidReason.TIME_OUT_OF_RANGE;
    }
    if (columns.client.ids()[row] == TextVector.ABSENT) {
      return InvalidReason.NO_ADDRESS;
    }
    int name = columns.query.ids()[row];
    if (name == TextVector.ABSENT || features[name] == NO_NAME) {
      return InvalidReason.NO_NAME;
    }
    if (columns.qclass.isAbsent(row)
        && columns.qtype.isAbsent(row)
        && columns.rcode.isAbsent(row)) {
      return InvalidReason.NO_QUESTION_DETAILS;
    }
    if (((columns.qtype.value(row) | columns.rcode.value(row)) & ~SpotDnsWords.MAX_CODE) != 0) {
      return InvalidReason.CODE_OUT_OF_RANGE;
    }
    return columns.length(row) < 0 ? InvalidReason.NEGATIVE_SIZE : null;
  }

  private void count(Columns columns, int row, WordTally tally) {
    long length = columns.length(row);
    if (length == DnsFrames.UNKNOWN) {
      tally.noteWithoutLength();
    }
    int name = columns.query.ids()[row];
    int client = columns.client.ids()[row];
    int type = code(columns.qtype, row);
    int rcode = code(columns.rcode, row);
    long time = columns.eventTime[row];
    long hash = StableHash.mix(time, clients.hash(client));
    hash = StableHash.mix(hash ^ hashes[name], (long) type << 32 | rcode & 0xffff_ffffL);
    hash = StableHash.mix(hash ^ columns.transactionId.value(row), length);
    tally.add(
        clients.id(client),
        SpotDnsWords.word(features[name], length, WordReader.hour(time), type, rcode),
        hash);
  }

  private static int code(LongVector codes, int row) {
    return codes.isAbsent(row) ? SpotDnsWords.ABSENT : (int) codes.value(row);
  }

  /** The columns of one batch. */
  private record Columns(
      long[] eventTime,
      TextVector client,
      LongVector protocol,
      LongVector transactionId,
      TextVector query,
      LongVector qclass,
      LongVector qtype,
      LongVector queryOctets,
      LongVector rcode,
      LongVector responseOctets,
      LongVector frameOctets) {

    static Columns of(ColumnBatch batch) {
      return new Columns(
          batch.longs("event_time").values(),
          batch.texts("client_addr"),
          batch.longs("protocol"),
          batch.longs("transaction_id"),
          batch.texts("query"),
          batch.longs("qclass"),
          batch.longs("qtype"),
          batch.longs("query_octets"),
          batch.longs("rcode"),
          batch.longs("response_octets"),
          batch.longs("frame_octets"));
    }

    long length(int row) {
      if (!frameOctets.isAbsent(row)) {
        return frameOctets.value(row);
      }
      return DnsFrames.octets(
          null,
          value(responseOctets, row),
          value(queryOctets, row),
          client.dictionary()[client.ids()[row]],
          protocol.value(row));
    }

    private static @Nullable Long value(LongVector vector, int row) {
      return vector.isAbsent(row) ? null : Long.valueOf(vector.value(row));
    }
  }
}
