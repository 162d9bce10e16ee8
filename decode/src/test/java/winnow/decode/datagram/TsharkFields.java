// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The fields of every data record of flow datagrams in a capture, as tshark prints them in PDML:
 * name without `cflow.` to value. Times are microseconds since the epoch or, where they are
 * uptimes, milliseconds; what a datagram's header says is `header.exported` and `header.uptime`.
 */
final class TsharkFields {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm:ss.SSSSSSSSS 'UTC'", Locale.ROOT);

  private static final String REMARK = "_ws.";
  private static final Set<String> UNKNOWN =
      Set.of("cflow.unknown_field_type", "cflow.enterprise_private_entry");
  private static final Pattern NUMBER = Pattern.compile("((?:\\(.*\\) )?Type \\d+)");

  private final List<Map<String, String>> records = new ArrayList<>();
  private String exported = "";
  private String uptime = "";
  private Map<String, String> record = Map.of();
  private int recordDepth = -1;

  private TsharkFields() {}

  /** The data records of a capture of UDP port 2055, in order. */
  static List<Map<String, String>> of(Path capture) throws IOException {
    List<String> command =
        List.of("tshark", "-r", capture.toString(), "-d", "udp.port==2055,cflow", "-T", "pdml");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] pdml = process.getInputStream().readAllBytes();
    Path file = Files.write(capture.resolveSibling("tshark.pdml"), pdml);
    TsharkFields fields = new TsharkFields();
    try (InputStream input = Files.newInputStream(file)) {
      fields.read(XMLInputFactory.newFactory().createXMLStreamReader(input));
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return fields.records;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (xml.getLocalName().equals("field")) {
          field(name(xml), attribute(xml, "show"), attribute(xml, "value"), depth);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (depth == recordDepth) {
          recordDepth = -1;
        }
        depth--;
      }
    }
  }

  /** The name of a field; of one that tshark does not know, with its number. */
  private static String name(XMLStreamReader xml) {
    String name = attribute(xml, "name");
    Matcher number = NUMBER.matcher(attribute(xml, "showname"));
    return UNKNOWN.contains(name) && number.find() ? name + " " + number.group(1) : name;
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private void field(String name, String show, String value, int depth) {
    if (recordDepth < 0) {
      header(name, show, value);
      if (name.isEmpty()
          && (show.startsWith("Flow ") && !show.startsWith("FlowSet") || show.startsWith("pdu "))) {
        recordDepth = depth;
        record = new LinkedHashMap<>();
        record.put("header.exported", exported);
        record.put("header.uptime", uptime);
        records.add(record);
      }
    } else if (!name.isEmpty() && !name.startsWith(REMARK)) {
      record.merge(
          name.replaceFirst("^cflow\\.", ""), clean(name, show, value), (a, b) -> a + "," + b);
    }
  }

  /** IPFIX has no uptime; the version comes first in every header. */
  private void header(String name, String show, String value) {
    switch (name) {
      case "cflow.version" -> uptime = "";
      case "cflow.sysuptime" -> uptime = number(value);
      case "cflow.timestamp" -> exported = micros(show);
      default -> {}
    }
  }

  /** A value without the clothes in which tshark shows it. */
  private static String clean(String name, String show, String value) {
    if (show.endsWith(" UTC")) {
      return micros(show);
    }
    if (name.equals("cflow.timestart") || name.equals("cflow.timeend")) {
      return number(value);
    }
    if (name.endsWith(".selector_id")) {
      return value;
    }
    if (show.startsWith("0x") && show.length() <= 10) {
      return Long.toString(Long.parseLong(show.substring(2), 16));
    }
    if (name.endsWith("name") || UNKNOWN.stream().anyMatch(name::startsWith)) {
      String text = new String(HexFormat.of().parseHex(value), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      String shown = (end < 0 ? text : text.substring(0, end)).strip();
      boolean binary = shown.chars().anyMatch(c -> c < ' ' || c == 0xfffd);
      return binary ? "0x" + value : shown;
    }
    return show;
  }

  private static String number(String hex) {
    return hex.isEmpty() ? "" : Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
  }

  private static String micros(String show) {
    Instant time = LocalDateTime.parse(show.replaceAll(" +", " "), DATE).toInstant(ZoneOffset.UTC);
    return Long.toString(time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
  }
}
