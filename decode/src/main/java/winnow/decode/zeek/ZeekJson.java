// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.JsonFields;
import winnow.decode.text.Slice;

/**
 * Zeek's JSON lines. Each line tells its log by `_path`, by a name around it, or by the fields it
 * has, so streams that mix logs are read too; lines of other logs are passed over.
 */
final class ZeekJson {
  private final List<ZeekLog<?>> logs;
  private final ZeekRow.Taker taker;
  private final JsonFields fields = new JsonFields();
  private final JsonValue value = new JsonValue(fields);
  private final Map<ZeekLog<?>, ZeekLog.RowReader<?>> readers = new HashMap<>();
  private ZeekLog.@Nullable RowReader<?> latest;

  /** Lines of {@code logs} go to {@code taker}. */
  ZeekJson(List<ZeekLog<?>> logs, ZeekRow.Taker taker) {
    this.logs = logs;
    this.taker = taker;
  }

  /** Takes one line. */
  void line(Slice line, DecodeSink sink) throws BadValueException {
    fields.read(line);
    String path = ZeekSigns.path(fields);
    ZeekLog.RowReader<?> reader = reader(path);
    if (reader != null) {
      take(reader);
    } else if (path != null) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    } else {
      throw new BadValueException(RejectReason.UNSUPPORTED, ZeekSigns.refusal(null));
    }
  }

  private ZeekLog.@Nullable RowReader<?> reader(@Nullable String path) {
    ZeekLog<?> log = log(path);
    if (log == null) {
      return null;
    }
    ZeekLog.RowReader<?> reader = latest;
    if (reader == null || reader.log() != log) {
      reader = readers.computeIfAbsent(log, ZeekLog::newReader);
      latest = reader;
    }
    return reader;
  }

  private @Nullable ZeekLog<?> log(@Nullable String path) {
    if (path != null) {
      return latest != null && latest.log().path().equals(path)
          ? latest.log()
          : ZeekLogs.named(logs, path).orElse(null);
    }
    List<String> names = fields.names().stream().map(ZeekLogs::canonical).toList();
    return latest != null && latest.log().hasSigns(names)
        ? latest.log()
        : ZeekLogs.find(logs, null, names).orElse(null);
  }

  private <R extends ZeekRow> void take(ZeekLog.RowReader<R> reader) throws BadValueException {
    reader.row().reset();
    for (int i = 0; i < fields.size(); i++) {
      String name = ZeekLogs.canonical(fields.name(i));
      ZeekField<R> meaning = reader.field(name);
      if (meaning != null) {
        try {
          meaning.put(reader.row(), value.at(i));
        } catch (BadValueException e) {
          throw new BadValueException(e.reason(), "field " + name + ": " + e.sentence());
        }
      }
    }
    taker.take(reader.row());
  }
}
