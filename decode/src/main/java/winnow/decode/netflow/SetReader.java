// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import winnow.decode.BigEndian;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.exporter.FlowDatagram;

/**
 * Reads the sets of a NetFlow v9 or IPFIX message: templates into the domain, data records by their
 * templates (RFC 7011 section 3.3, RFC 3954 section 5).
 */
final class SetReader {
  private static final int FIRST_DATA_SET = 256;

  private final FlowFields fields = new FlowFields();
  private final FlowAssembler assembler = new FlowAssembler();
  private final HeldSets held;
  private boolean setIsCut;
  private int records;
  private int options;
  private boolean countable;

  /** Data whose template has not come goes to {@code held}. */
  SetReader(HeldSets held) {
    this.held = held;
  }

  /** Reads the sets from index {@code from} to the end of the message; counts data records. */
  void read(Message message, int from) {
    records = 0;
    options = 0;
    countable = true;
    readSets(message, from);
    for (int template : message.domain().takeNewTemplates()) {
      readHeld(message, template);
    }
  }

  /** How many of the data records in the message read last are of options. */
  int options() {
    return options;
  }

  /** Data records in the message read last; -1 when that cannot be told. */
  int records() {
    return countable ? records : -1;
  }

  /** Reads what waited for a template that has come. */
  private void readHeld(Message now, int template) {
    Domain domain = now.domain();
    for (HeldSets.HeldSet set : held.take(domain, template)) {
      FlowDatagram bytes = set.set();
      Message then = new Message(bytes, now.sink(), domain, set.exportMicros(), set.uptimeMillis());
      fields.begin(then);
      readData(then, template, 0, bytes.length());
    }
  }

  private void readSets(Message message, int from) {
    fields.begin(message);
    byte[] bytes = message.bytes();
    int at = from;
    int end = message.end();
    while (end - at >= 4) {
      int id = BigEndian.u16(bytes, at);
      int length = BigEndian.u16(bytes, at + 2);
      if (id == 0 && length == 0) {
        checkPadding(message, at);
        return;
      }
      if (length < 4) {
        message.reject(RejectReason.MALFORMED, at, "set %d claims %d bytes".formatted(id, length));
        return;
      }
      if (length > end - at) {
        String detail = "set %d has %d of %d bytes".formatted(id, end - at, length);
        message.reject(RejectReason.TRUNCATED, at, detail);
        setIsCut = true;
        countable = false;
        readSet(message, id, at, end);
        setIsCut = false;
        return;
      }
      readSet(message, id, at, at + length);
      at += length;
    }
    if (at < end) {
      checkPadding(message, at);
    }
  }

  private static void checkPadding(Message message, int from) {
    if (!isZero(message, from, message.end())) {
      String detail = (message.end() - from) + " bytes after the last set";
      message.reject(RejectReason.MALFORMED, from, detail);
    }
  }

  private void readSet(Message message, int id, int set, int end) {
    int templates = message.isIpfix() ? 2 : 0;
    if (id >= FIRST_DATA_SET) {
      readData(message, id, set, end);
    } else if (id == templates || id == templates + 1) {
      TemplateReader.read(message, id == templates + 1, set + 4, end);
      fields.begin(message);
    } else {
      message.reject(RejectReason.MALFORMED, set, "set has reserved id " + id);
    }
  }

  private void readData(Message message, int id, int set, int end) {
    Template template = message.domain().template(id);
    if (template == null) {
      countable = false;
      if (!held.hold(message, id, set, end)) {
        rejectWithoutTemplate(message, id, set, end);
      }
      return;
    }
    int at = set + 4;
    long skipped = 0;
    while (end - at >= template.minimumLength()) {
      int next = template.read(message.bytes(), at, end, fields);
      if (next < 0) {
        break;
      }
      if (template.isOptions()) {
        message.domain().learn(fields);
        skipped++;
        options++;
      } else if (template.hasAddresses() && !fields.isOtherPacket) {
        assembler.emit(message, at, fields);
      } else {
        skipped++;
      }
      at = next;
      records++;
    }
    checkRest(message, template, at, end);
    if (skipped > 0) {
      SkipReason reason = template.isOptions() ? SkipReason.OPTIONS : SkipReason.OTHER_PROTOCOL;
      message.sink().skip(reason, skipped);
      fields.begin(message);
    }
  }

  /** Rejects a set of data whose template never came. */
  static void rejectWithoutTemplate(Message message, int id, int set, int end) {
    String detail = "%d bytes of data for template %d of domain %d, which has not come";
    String text = detail.formatted(end - set - 4, id, message.domain().observer().domain());
    message.reject(RejectReason.MISSING_TEMPLATE, set, text);
  }

  /** Padding is up to 3 bytes (RFC 7011 section 3.3.1); some exporters pad with more zeros. */
  private void checkRest(Message message, Template template, int at, int end) {
    if (end - at > 3 && !setIsCut && !isZero(message, at, end)) {
      String detail = "%d bytes do not hold a record of template %d";
      message.reject(RejectReason.TRUNCATED, at, detail.formatted(end - at, template.id()));
    }
  }

  private static boolean isZero(Message message, int from, int end) {
    for (int at = from; at < end; at++) {
      if (message.bytes()[at] != 0) {
        return false;
      }
    }
    return true;
  }
}
