// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryRecord;

/** A row under way: fields are put one after another, then the row ends. */
sealed interface ZeekRow {
  /** Forgets everything. */
  void reset();

  /** A row that ends as a record. */
  sealed interface OfRecord extends ZeekRow permits ConnRow, DnsRow, HttpRow {
    /** The record. */
    TelemetryRecord end() throws BadValueException;
  }

  /** A row that tells something about connections whose records are elsewhere. */
  abstract sealed class OfNotes implements ZeekRow
      permits SslRow, X509Row, SshRow, FilesRow, DhcpRow {
    private List<String> uids = List.of();
    private long timeMicros;

    /**
     * A log of such rows.
     *
     * @param fields what its fields mean besides `ts`
     */
    static <R extends OfNotes> ZeekLog<R> log(
        String path,
        Supplier<R> newRow,
        Map<String, ZeekField<R>> fields,
        List<Set<String>> signs) {
      Map<String, ZeekField<R>> all = new HashMap<>(fields);
      all.put("ts", OfNotes::time);
      return new ZeekLog<>(path, Set.of(), newRow, Map.copyOf(all), signs, Set.of());
    }

    private void time(ZeekValue value) throws BadValueException {
      timeMicros = ZeekTimes.parse(value.scalar());
    }

    /** It is about one connection. */
    final void uid(ZeekValue value) throws BadValueException {
      uids = List.of(ZeekNotes.whole(value));
    }

    /** It is about some connections. */
    final void uids(ZeekValue value) throws BadValueException {
      uids = value.elements();
    }

    /** The connections that it is about. */
    final List<String> uids() {
      return uids;
    }

    /** The connections that it is about, which it must say. */
    final List<String> knownUids() throws BadValueException {
      if (uids.isEmpty()) {
        throw new BadValueException(RejectReason.MISSING_FIELD, "uid is not set");
      }
      return uids;
    }

    /** When it began, microseconds since the epoch; 0 when the row does not say. */
    final long timeMicros() {
      return timeMicros;
    }

    @Override
    public void reset() {
      uids = List.of();
      timeMicros = 0;
    }

    /** Tells {@code notes} what it says. */
    abstract void tell(ZeekNotes notes) throws BadValueException;
  }

  /** Takes rows as they end. */
  @FunctionalInterface
  interface Taker {
    /** Takes {@code row}, which is valid until the return. */
    void take(ZeekRow row) throws BadValueException;
  }
}
