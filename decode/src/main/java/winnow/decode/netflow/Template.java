// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template, compiled: which of its fields are read, and where they are. When all fields have
 * fixed lengths, reading a record touches nothing but the fields that are read.
 */
final class Template {
  /** Length of a field whose length is in the record (RFC 7011 section 7). */
  static final int VARIABLE = 0xffff;

  private static final int FIELDS_OF_REST = 8;

  private final int id;
  private final int scopes;
  private final boolean ipfix;
  private final long[] codes;
  private final int[] fieldLengths;
  private final int minimumLength;
  private final boolean variable;
  private final Element[] elements;
  private final int[] indexes;
  private final int[] offsets;
  private final int[] lengths;
  private final boolean hasAddresses;

  /**
   * A template.
   *
   * @param id its id
   * @param scopes how many scope fields the options data has that it describes; 0 of flow data
   * @param ipfix whether the protocol is IPFIX, otherwise it is NetFlow v9
   * @param fields its fields, in order
   */
  Template(int id, int scopes, boolean ipfix, List<TemplateField> fields) {
    this.id = id;
    this.scopes = scopes;
    this.ipfix = ipfix;
    codes = fields.stream().mapToLong(TemplateField::code).toArray();
    fieldLengths = fields.stream().mapToInt(TemplateField::length).toArray();
    variable = fields.stream().anyMatch(field -> field.length() == VARIABLE);
    List<@Nullable Element> chosen = choose(ipfix, fields);
    int count = (int) chosen.stream().filter(element -> element != null).count();
    elements = new Element[count];
    indexes = new int[count];
    offsets = new int[count];
    lengths = new int[count];
    int at = 0;
    int step = 0;
    for (int i = 0; i < fieldLengths.length; i++) {
      Element element = chosen.get(i);
      if (element != null) {
        elements[step] = element;
        indexes[step] = i;
        offsets[step] = at;
        lengths[step++] = fieldLengths[i];
      }
      at += fieldLengths[i] == VARIABLE ? 1 : fieldLengths[i];
    }
    minimumLength = at;
    Set<Element> read = EnumSet.noneOf(Element.class);
    read.addAll(List.of(elements));
    hasAddresses =
        (read.contains(Element.SOURCE_IPV4) && read.contains(Element.DESTINATION_IPV4))
            || (read.contains(Element.SOURCE_IPV6) && read.contains(Element.DESTINATION_IPV6))
            || read.contains(Element.FRAME_SECTION)
            || read.contains(Element.IP_SECTION);
  }

  /** The element that each field is read as, null where it is skipped. */
  private static List<@Nullable Element> choose(boolean ipfix, List<TemplateField> fields) {
    List<@Nullable Element> chosen = new ArrayList<>();
    for (TemplateField field : fields) {
      chosen.add(field.length() == 0 ? null : field.element());
    }
    if (!ipfix) {
      // Exporters that count both ways put the way back into OUT_BYTES and OUT_PKTS.
      replace(chosen, Element.OCTETS, Element.OCTETS_POST, Element.REVERSE_OCTETS_OUT);
      replace(chosen, Element.PACKETS, Element.PACKETS_POST, Element.REVERSE_PACKETS_OUT);
    }
    // Beside IP octets, those of initiator and responder are payload (RFC 8038 section 4).
    replace(chosen, Element.OCTETS, Element.OCTETS_INITIATOR, Element.PAYLOAD_INITIATOR);
    replace(
        chosen,
        Element.PAYLOAD_INITIATOR,
        Element.REVERSE_OCTETS_RESPONDER,
        Element.PAYLOAD_RESPONDER);
    for (List<Element> alternatives : Element.ALTERNATIVES) {
      boolean found = false;
      for (Element alternative : alternatives) {
        int first = chosen.indexOf(alternative);
        if (found && first >= 0) {
          chosen.replaceAll(element -> element == alternative ? null : element);
        }
        found |= first >= 0;
      }
    }
    return chosen;
  }

  private static void replace(
      List<@Nullable Element> chosen, Element beside, Element from, Element to) {
    if (chosen.contains(beside)) {
      chosen.replaceAll(element -> element == from ? to : element);
    }
  }

  int id() {
    return id;
  }

  boolean isOptions() {
    return scopes > 0;
  }

  /** Writes what {@link #read(DataInput, boolean)} reads. */
  void write(DataOutput out) throws IOException {
    out.writeShort(id);
    out.writeShort(scopes);
    out.writeShort(codes.length);
    for (long code : codes) {
      out.writeLong(code);
    }
  }

  /** The template that another has written; null when it describes nothing. */
  static @Nullable Template read(DataInput in, boolean ipfix) throws IOException {
    int id = in.readUnsignedShort();
    int scopes = in.readUnsignedShort();
    int count = in.readUnsignedShort();
    List<TemplateField> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(TemplateField.ofCode(in.readLong(), ipfix, i < scopes));
    }
    Template template = new Template(id, scopes, ipfix, fields);
    return template.minimumLength > 0 && count <= TemplateReader.MAX_FIELDS ? template : null;
  }

  /** The measure of its memory: its fields, and as many as the rest takes the room of. */
  int weight() {
    return fieldLengths.length + FIELDS_OF_REST;
  }

  /** Fewest bytes that a record has. */
  int minimumLength() {
    return minimumLength;
  }

  /** Whether its records have both addresses of a flow, or a packet that has them. */
  boolean hasAddresses() {
    return hasAddresses;
  }

  /**
   * Reads the record at {@code start} into {@code fields}.
   *
   * @return where the record ends; -1 when it does not fit before {@code end}
   */
  int read(byte[] bytes, int start, int end, FlowFields fields) {
    fields.reset();
    if (variable) {
      return readVariable(bytes, start, end, fields);
    }
    if (end - start < minimumLength) {
      return -1;
    }
    for (int i = 0; i < elements.length; i++) {
      fields.set(elements[i], bytes, start + offsets[i], lengths[i]);
    }
    return start + minimumLength;
  }

  private int readVariable(byte[] bytes, int start, int end, FlowFields fields) {
    int at = start;
    int step = 0;
    for (int i = 0; i < fieldLengths.length; i++) {
      int length = fieldLengths[i];
      if (length == VARIABLE) {
        if (at >= end) {
          return -1;
        }
        length = bytes[at++] & 0xff;
        if (length == 255) {
          if (end - at < 2) {
            return -1;
          }
          length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
          at += 2;
        }
      }
      if (end - at < length) {
        return -1;
      }
      if (step < indexes.length && indexes[step] == i) {
        fields.set(elements[step++], bytes, at, length);
      }
      at += length;
    }
    return at;
  }
}
