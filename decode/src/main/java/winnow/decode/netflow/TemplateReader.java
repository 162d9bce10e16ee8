// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;

/**
 * Reads templates and options templates (RFC 7011 sections 3.4 and 8.1, RFC 3954 sections 5.2 and
 * 6.1).
 */
final class TemplateReader {
  /** Most fields that a template may have. */
  static final int MAX_FIELDS = 1024;

  private final Message message;
  private final boolean options;
  private final int end;
  private int at;

  private TemplateReader(Message message, boolean options, int at, int end) {
    this.message = message;
    this.options = options;
    this.at = at;
    this.end = end;
  }

  /** Reads the set whose first template is at index {@code from}. */
  static void read(Message message, boolean options, int from, int end) {
    TemplateReader reader = new TemplateReader(message, options, from, end);
    boolean more = true;
    while (more && end - reader.at >= 4) {
      more = reader.readOne();
    }
  }

  private boolean readOne() {
    int start = at;
    int id = BigEndian.u16(message.bytes(), at);
    int count = BigEndian.u16(message.bytes(), at + 2);
    if (id < 256 && !isWithdrawalOfAll(id, count)) {
      if (!isPadding()) {
        message.reject(RejectReason.MALFORMED, at, "template has reserved id " + id);
      }
      return false;
    }
    at += 4;
    if (message.isIpfix() && count == 0) {
      withdraw(id);
      return true;
    }
    int scopes = 0;
    if (options) {
      if (end - at < 2) {
        message.reject(RejectReason.TRUNCATED, start, "options template " + id + " is cut");
        return false;
      }
      scopes = message.isIpfix() ? BigEndian.u16(message.bytes(), at) : count / 4;
      count = message.isIpfix() ? count : (count + BigEndian.u16(message.bytes(), at)) / 4;
      at += 2;
    }
    return readFields(start, id, count, scopes);
  }

  private boolean isWithdrawalOfAll(int id, int count) {
    return message.isIpfix() && count == 0 && id == (options ? 3 : 2);
  }

  private boolean isPadding() {
    for (int i = at; i < end; i++) {
      if (message.bytes()[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void withdraw(int id) {
    if (id < 256) {
      message.domain().withdrawAll(options);
    } else {
      message.domain().withdraw(id);
    }
    message.sink().skip(SkipReason.TEMPLATE, 1);
  }

  private boolean readFields(int start, int id, int count, int scopes) {
    List<TemplateField> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TemplateField field = readField(i < scopes);
      if (field == null) {
        String detail = "template %d ends after %d of %d fields".formatted(id, i, count);
        message.reject(RejectReason.TRUNCATED, start, detail);
        return false;
      }
      fields.add(field);
    }
    keep(start, id, scopes, fields);
    return true;
  }

  private @Nullable TemplateField readField(boolean isScope) {
    if (end - at < 4) {
      return null;
    }
    int number = BigEndian.u16(message.bytes(), at);
    int length = BigEndian.u16(message.bytes(), at + 2);
    at += 4;
    if (!message.isIpfix()) {
      return TemplateField.ofVersion9(isScope, number, length);
    }
    if ((number & 0x8000) == 0) {
      return TemplateField.ofIpfix(0, number, length);
    }
    if (end - at < 4) {
      return null;
    }
    long enterprise = BigEndian.u32(message.bytes(), at);
    at += 4;
    return TemplateField.ofIpfix(enterprise, number & 0x7fff, length);
  }

  private void keep(int start, int id, int scopes, List<TemplateField> fields) {
    if (fields.size() > MAX_FIELDS) {
      String detail = "template %d has %d fields".formatted(id, fields.size());
      message.reject(RejectReason.UNSUPPORTED, start, detail);
      return;
    }
    Template template =
        new Template(id, options ? Math.max(1, scopes) : 0, message.isIpfix(), fields);
    if (template.minimumLength() == 0) {
      message.reject(
          RejectReason.MALFORMED, start, "template " + id + " describes records of no bytes");
    } else if (!message.domain().put(template)) {
      String detail = "domain has more than %d templates or %d fields";
      String text = detail.formatted(Domain.MAX_TEMPLATES, Domain.MAX_FIELDS);
      message.reject(RejectReason.UNSUPPORTED, start, text);
    } else {
      message.sink().skip(SkipReason.TEMPLATE, 1);
    }
  }
}
