// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.schema.ResourceRecord;

class DnsMessageParserTest {
  private static final String QUESTION_HEADER = "12340100000100000000 0000".replace(" ", "");

  private final DnsMessageParser parser = new DnsMessageParser();

  @Test
  void readsWhatDnsjavaWrites() throws Exception {
    Random random = new Random(53);
    for (int i = 0; i < 2_000; i++) {
      Message message = randomMessage(random);
      byte[] wire = message.toWire();
      byte[] padded = new byte[wire.length + 7];
      System.arraycopy(wire, 0, padded, 7, wire.length);

      DnsMessage parsed = parser.parse(padded, 7, padded.length, false);

      assertThat(parsed.id()).isEqualTo(message.getHeader().getID());
      assertThat(parsed.flags()).isEqualTo(wire[2] << 8 & 0xff00 | wire[3] & 0xff);
      assertThat(parsed.opcode()).isEqualTo(message.getHeader().getOpcode());
      assertThat(parsed.rcode()).isEqualTo(message.getRcode());
      DnsMessage.Question question = Objects.requireNonNull(parsed.question());
      assertThat(Name.fromString(question.name(), Name.root))
          .isEqualTo(message.getQuestion().getName());
      assertThat(question.type()).isEqualTo(message.getQuestion().getType());
      assertSame(parsed.answers(), message.getSection(Section.ANSWER));
    }
  }

  /** dnsjava reads our text of the data, and has the same bytes again. */
  private static void assertSame(List<ResourceRecord> ours, List<Record> theirs)
      throws IOException {
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      Record expected = theirs.get(i);
      ResourceRecord actual = ours.get(i);
      assertThat(actual.type()).isEqualTo(expected.getType());
      assertThat(actual.ttl()).isEqualTo(expected.getTTL());
      Record again =
          Record.fromString(
              expected.getName(),
              expected.getType(),
              DClass.IN,
              expected.getTTL(),
              zoneText(expected.getType(), actual.data()),
              Name.root);
      assertThat(again.rdataToWireCanonical())
          .as("%s %s", Type.string(expected.getType()), actual.data())
          .isEqualTo(expected.rdataToWireCanonical());
    }
  }

  /** In zone files, some characters of names mean something else unless escaped. */
  private static String zoneText(int type, String data) {
    boolean hasName = type == Type.DNAME || type == Type.MX || type == Type.SOA || type == Type.SRV;
    return hasName ? data.replaceAll("([;\"()@$])", "\\\\$1") : data;
  }

  private static Message randomMessage(Random random) throws IOException {
    Message message = new Message(random.nextInt(1 << 16));
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setRcode(random.nextInt(11));
    Name owner = name(random);
    message.addRecord(Record.newRecord(owner, 1 + random.nextInt(99), DClass.IN), Section.QUESTION);
    for (int i = random.nextInt(5); i > 0; i--) {
      message.addRecord(record(owner, random), Section.ANSWER);
    }
    if (random.nextBoolean()) {
      EDNSOption subnet =
          new ClientSubnetOption(
              20, InetAddress.getByAddress(new byte[] {10, (byte) random.nextInt(), 64, 0}));
      message.addRecord(
          new OPTRecord(1232, random.nextInt(4), 0, 0, List.of(subnet)), Section.ADDITIONAL);
    }
    return message;
  }

  private static Record record(Name owner, Random random) throws IOException {
    long ttl = random.nextInt(100_000);
    byte[] address = new byte[4];
    random.nextBytes(address);
    return switch (random.nextInt(9)) {
      case 0 -> new ARecord(owner, DClass.IN, ttl, InetAddress.getByAddress(address));
      case 1 -> new DNAMERecord(owner, DClass.IN, ttl, name(random));
      case 2 -> new MXRecord(owner, DClass.IN, ttl, random.nextInt(1 << 16), name(random));
      case 3 -> Record.newRecord(owner, Type.TXT, DClass.IN, ttl, texts(random));
      case 4 ->
          Record.fromString(
              owner,
              Type.SOA,
              DClass.IN,
              ttl,
              name(random) + " " + name(random) + " 4294967295 2 3 4 5",
              Name.root);
      case 5 ->
          Record.fromString(
              owner, Type.SRV, DClass.IN, ttl, "1 2 65535 " + name(random), Name.root);
      case 6 ->
          Record.fromString(
              owner,
              Type.HTTPS,
              DClass.IN,
              ttl,
              "1 . alpn=\"h2,h3\" port=8443 ipv4hint=1.2.3.4 ipv6hint=2001:db8::1 key900=abc",
              Name.root);
      case 7 -> Record.newRecord(owner, 65_280 + random.nextInt(9), DClass.IN, ttl, address);
      default ->
          Record.fromString(
              owner, Type.CAA, DClass.IN, ttl, "0 issue \"ca" + ttl + ".example\"", Name.root);
    };
  }

  private static byte[] texts(Random random) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    for (int i = random.nextInt(3); i >= 0; i--) {
      byte[] text = new byte[random.nextInt(60)];
      random.nextBytes(text);
      texts.write(text.length);
      texts.writeBytes(text);
    }
    return texts.toByteArray();
  }

  private static Name name(Random random) throws IOException {
    byte[] wire = new byte[40];
    random.nextBytes(wire);
    wire[0] = 12;
    wire[13] = 20;
    wire[34] = 4;
    wire[39] = 0;
    return new Name(wire);
  }

  @Test
  void keepsOddBytesOfNamesReadable() throws Exception {
    byte[] message =
        hex(QUESTION_HEADER + "09" + "4d7920622e635c00ff" + "03" + "636f6d" + "00" + "00010001");

    DnsMessage parsed = parser.parse(message, 0, message.length, false);

    assertThat(Objects.requireNonNull(parsed.question()).name())
        .isEqualTo("My\\032b\\.c\\\\\\000\\255.com");
  }

  @Test
  void callsTheRootDot() throws Exception {
    byte[] message = hex(QUESTION_HEADER + "00" + "00020001");

    assertThat(parser.parse(message, 0, message.length, false).question())
        .isEqualTo(new DnsMessage.Question(".", 2, 1));
  }

  @Test
  void refusesPointersThatDoNotPointBack() {
    byte[] itself = hex(QUESTION_HEADER + "c00c" + "00010001");
    byte[] forward = hex(QUESTION_HEADER + "c012" + "00010001" + "0161" + "00");

    assertRejected(itself, RejectReason.MALFORMED, "question 0 has no good name, at byte 12 of 18");
    assertRejected(forward, RejectReason.MALFORMED, "question 0 has no good name");
  }

  @Test
  void refusesNamesLongerThan255Bytes() {
    String label = "3f" + "61".repeat(63);
    byte[] message = hex(QUESTION_HEADER + label.repeat(4) + "00" + "00010001");

    assertRejected(message, RejectReason.MALFORMED, "question 0 has no good name");
  }

  @Test
  void refusesAMessageThatEndsInARecordUnlessItIsCut() throws Exception {
    byte[] message =
        hex("1234818000010002000000000161" + "00" + "00010001" + "c00c00010001000000050004010203");

    assertRejected(message, RejectReason.TRUNCATED, "DNS message ends in a record, at byte 19");
    DnsMessage cut = parser.parse(message, 0, message.length, true);
    assertThat(cut.answers()).isEmpty();
    assertThat(cut.question()).isEqualTo(new DnsMessage.Question("a", 1, 1));
  }

  @Test
  void readsExtendedRcodeSizeAndClientSubnet() throws Exception {
    byte[] message =
        hex(
            "1234818000010000000000010161"
                + "00"
                + "00010001"
                + "00002904d001000000000b"
                + "00080007"
                + "00011800"
                + "c00002");

    DnsMessage parsed = parser.parse(message, 0, message.length, false);

    assertThat(parsed.rcode()).isEqualTo(16);
    assertThat(parsed.edns()).isEqualTo(new DnsMessage.Edns(1232, 1, "192.0.2.0/24"));
  }

  @Test
  void showsDataThatContradictsItsTypeAsUnknown() throws Exception {
    byte[] message =
        hex("1234818000010001000000000161" + "00" + "00010001" + "c00c000100010000000500020102");

    assertThat(parser.parse(message, 0, message.length, false).answers())
        .containsExactly(new ResourceRecord("\\# 2 0102", 1, 5));
  }

  @Test
  void survivesAnyMutation() throws Exception {
    Random random = new Random(1035);
    int good = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] wire = randomMessage(random).toWire();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        wire[random.nextInt(wire.length)] = (byte) random.nextInt();
      }
      try {
        parser.parse(wire, 0, random.nextInt(wire.length + 1), random.nextBoolean());
        good++;
      } catch (BadValueException e) {
        assertThat(e.reason()).isIn(RejectReason.MALFORMED, RejectReason.TRUNCATED);
      }
    }
    assertThat(good).isBetween(1_000, 19_000);
  }

  private void assertRejected(byte[] message, RejectReason reason, String detail) {
    assertThatThrownBy(() -> parser.parse(message, 0, message.length, false))
        .isInstanceOfSatisfying(
            BadValueException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(detail);
  }

  private static byte[] hex(String digits) {
    return java.util.HexFormat.of().parseHex(digits);
  }
}
