// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.time.ZoneOffset;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Times;

/** Times in Zeek logs: seconds since the epoch, or ISO 8601 where JSON is set up so. */
final class ZeekTimes {
  private ZeekTimes() {}

  /** Microseconds since the epoch. */
  static long parse(CharSequence text) throws BadValueException {
    return text.length() > 10 && text.charAt(10) == 'T'
        ? Times.parseIso(text, ZoneOffset.UTC)
        : Times.parseEpoch(text);
  }
}
