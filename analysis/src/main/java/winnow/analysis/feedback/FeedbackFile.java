// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.context.Protocols;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/**
 * Apache Spot's feedback file: tab-separated with a header line; rows of severity 3 are benign.
 * Columns, from 0: flow {@code sev, tstart, sip, dip, sport, dport, ipkt, ibyt} and optionally
 * {@code proto}, name or number; dns as Spot's scores with {@code dns_sev} at 12 and {@code
 * unix_tstamp} at 17; http as Spot's scores with {@code uri_sev} at 22.
 */
public final class FeedbackFile {
  private static final String BENIGN = "3";
  private static final int FLOW_COLUMNS = 8;
  private static final int DNS_COLUMNS = 18;
  private static final int DNS_SEVERITY = 12;
  private static final int DNS_UNIX_TIME = 17;
  private static final int HTTP_COLUMNS = 23;
  private static final int HTTP_SEVERITY = 22;
  private static final int HTTP_URI = 18;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int MAX_CODE = 0xffff;

  private FeedbackFile() {}

  /** Reads the feedback about rows of {@code kind}; a line that cannot be read spoils no other. */
  public static Feedback read(TelemetryKind kind, Reader text) throws IOException {
    BufferedReader lines = new BufferedReader(text);
    List<BenignRow> benign = new ArrayList<>();
    List<Feedback.Refusal> refused = new ArrayList<>();
    int others = 0;
    lines.readLine();
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      try {
        BenignRow row = row(kind, line.split("\t", -1));
        if (row == null) {
          others++;
        } else {
          benign.add(row);
        }
      } catch (IllegalArgumentException e) {
        refused.add(new Feedback.Refusal(number, String.valueOf(e.getMessage())));
      }
    }
    return new Feedback(benign, others, refused);
  }

  private static @Nullable BenignRow row(TelemetryKind kind, String[] fields) {
    return switch (kind) {
      case FLOW -> isBenign(fields, 0, FLOW_COLUMNS) ? flow(fields) : null;
      case DNS -> isBenign(fields, DNS_SEVERITY, DNS_COLUMNS) ? dns(fields) : null;
      case HTTP -> isBenign(fields, HTTP_SEVERITY, HTTP_COLUMNS) ? http(fields) : null;
    };
  }

  private static boolean isBenign(String[] fields, int severity, int columns) {
    if (fields.length < columns) {
      throw new IllegalArgumentException(
          "expected " + columns + " columns separated by tabs, found " + fields.length);
    }
    return fields[severity].strip().equals(BENIGN);
  }

  private static BenignRow flow(String[] fields) {
    return new BenignRow.Flow(
        hourOfTime("tstart", fields[1]),
        address("sip", fields[2]),
        address("dip", fields[3]),
        (int) number("sport", fields[4], MAX_CODE),
        (int) number("dport", fields[5], MAX_CODE),
        fields.length > FLOW_COLUMNS ? protocol(fields[FLOW_COLUMNS].strip()) : null,
        number("ipkt", fields[6], Long.MAX_VALUE),
        number("ibyt", fields[7], Long.MAX_VALUE));
  }

  private static BenignRow dns(String[] fields) {
    String seconds = fields[DNS_UNIX_TIME].strip();
    int hour =
        seconds.isEmpty()
            ? hourOfTime("frame_time", fields[0])
            : (int) (number("unix_tstamp", seconds, Long.MAX_VALUE) / SECONDS_PER_HOUR % 24);
    return new BenignRow.Dns(
        hour,
        address("ip_dst", fields[2]),
        text("dns_qry_name", fields[3]),
        number("frame_len", fields[1], Integer.MAX_VALUE),
        code("dns_qry_type", fields[5]),
        code("dns_qry_rcode", fields[6]));
  }

  private static BenignRow http(String[] fields) {
    String status = fields[11].strip();
    return new BenignRow.Http(
        hourOfTime("p_time", fields[1]),
        address("clientip", fields[2]),
        text("host", fields[3]),
        fields[4],
        fields[5],
        fields[6],
        text("fulluri", fields[HTTP_URI]),
        status.isEmpty() || status.equals("-")
            ? null
            : Integer.valueOf((int) number("respcode", status, MAX_CODE)));
  }

  /**
   * The hour of {@code 2016-07-08 10:11:12}, {@code Jul 8 2016 10:11:12.0 UTC} or {@code 10:11:12}.
   */
  private static int hourOfTime(String column, String text) {
    int colon = text.indexOf(':');
    String before = colon < 0 ? "" : text.substring(0, colon);
    return (int) number(column, before.substring(before.lastIndexOf(' ') + 1), 23);
  }

  private static @Nullable Integer protocol(String text) {
    if (text.isEmpty()) {
      return null;
    }
    for (int protocol = 0; protocol <= 255; protocol++) {
      if (text.equalsIgnoreCase(Protocols.name(protocol))
          || text.equals(Integer.toString(protocol))) {
        return protocol;
      }
    }
    throw new IllegalArgumentException("proto is no protocol: \"" + text + "\"");
  }

  private static int code(String column, String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || stripped.equals("-1") ? -1 : (int) number(column, text, MAX_CODE);
  }

  private static String address(String column, String text) {
    Optional<IpAddress> address = IpAddress.find(text.strip());
    return address
        .map(IpAddress::toString)
        .orElseThrow(
            () -> new IllegalArgumentException(column + " is no address: \"" + text + "\""));
  }

  private static String text(String column, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(column + " is empty");
    }
    return text;
  }

  private static long number(String column, String text, long most) {
    String digits = text.strip();
    if (digits.matches("[0-9]{1,18}") && Long.parseLong(digits) <= most) {
      return Long.parseLong(digits);
    }
    throw new IllegalArgumentException(
        column + " is no number from 0 to " + most + ": \"" + text + "\"");
  }
}
