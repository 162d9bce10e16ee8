// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.Collected;
import winnow.decode.PcapBytes;
import winnow.decode.RejectReason;
import winnow.decode.capture.PayloadReading;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.stream.Dialogue;
import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryKind;
import winnow.schema.Tls;

class FingerprintTest {
  /** The example of the JA4 specification, in an order of its own, with numbers to be ignored. */
  private static byte[] hello() {
    ByteWriter ciphers = ByteWriter.bigEndian().u16(0x1a1a);
    ciphers.u16s(0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013);
    ciphers.u16s(0xc014, 0x009c, 0x009d, 0x002f, 0x0035);
    ByteWriter extensions = ByteWriter.bigEndian();
    byte[] name = Dialogue.latin("www.example.com");
    byte[] entry = ByteWriter.bigEndian().u8(0).u16(name.length).bytes(name).toBytes();
    extension(extensions, 0x2a2a, new byte[0]);
    extension(extensions, 0, vector16(entry));
    for (int type : new int[] {0x0017, 0xff01}) {
      extension(extensions, type, new byte[0]);
    }
    extension(extensions, 0x000a, vector16(ByteWriter.bigEndian().u16s(0x3a3a, 29, 23).toBytes()));
    extension(extensions, 0x000b, new byte[] {1, 0});
    extension(extensions, 0x0023, new byte[0]);
    byte[] protocols =
        ByteWriter.bigEndian().hex("026832 08").bytes(Dialogue.latin("http/1.1")).toBytes();
    extension(extensions, 0x0010, vector16(protocols));
    extension(extensions, 0x0005, new byte[5]);
    byte[] signatures =
        HexFormat.of()
            .parseHex("0403" + "0804" + "0401" + "0503" + "0805" + "0501" + "0806" + "0601");
    extension(extensions, 0x000d, vector16(signatures));
    for (int type : new int[] {0x0012, 0x0033, 0x002d}) {
      extension(extensions, type, new byte[2]);
    }
    extension(extensions, 0x002b, HexFormat.of().parseHex("06" + "4a4a" + "0304" + "0303"));
    for (int type : new int[] {0x001b, 0x4469, 0x5a5a, 0x0015}) {
      extension(extensions, type, new byte[3]);
    }
    byte[] random = new byte[32];
    return ByteWriter.bigEndian()
        .u16(0x0303)
        .bytes(random)
        .u8(0)
        .bytes(vector16(ciphers.toBytes()))
        .hex("01 00")
        .bytes(vector16(extensions.toBytes()))
        .toBytes();
  }

  private static void extension(ByteWriter out, int type, byte[] content) {
    out.u16(type).bytes(vector16(content));
  }

  private static byte[] vector16(byte[] content) {
    return ByteWriter.bigEndian().u16(content.length).bytes(content).toBytes();
  }

  private static byte[] message(int type, byte[] body) {
    return ByteWriter.bigEndian().u8(type).u8(0).bytes(vector16(body)).toBytes();
  }

  private static byte[] record(byte[] content) {
    return ByteWriter.bigEndian().hex("16 0301").bytes(vector16(content)).toBytes();
  }

  private static byte[] serverHello() {
    byte[] body =
        ByteWriter.bigEndian()
            .u16(0x0303)
            .bytes(new byte[32])
            .hex("00 1301 00")
            .bytes(vector16(HexFormat.of().parseHex("002b" + "0002" + "0304")))
            .toBytes();
    return record(message(2, body));
  }

  @Test
  void ja4IsThatOfItsSpecification() throws BadValueException {
    byte[] hello = hello();
    ClientHello parsed = ClientHello.parse(hello, 0, hello.length, false);

    assertThat(Ja4.of(parsed, Ja4.Carrier.TCP)).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    assertThat(Ja4.of(parsed, Ja4.Carrier.QUIC)).startsWith("q13d1516h2_");
  }

  @Test
  void ja3IsThatOfItsSpecification() {
    assertThat(Digests.md5("769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0"))
        .isEqualTo("ada70206e40642a3e4461f35503241d5");
  }

  @Test
  void ja3ListsWhatIsOfferedInOrder() throws BadValueException {
    byte[] hello = hello();

    assertThat(Ja3.text(ClientHello.parse(hello, 0, hello.length, false)))
        .isEqualTo(
            "771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,"
                + "0-23-65281-10-11-35-16-5-13-18-51-45-43-27-17513-21,29-23,0");
  }

  @Test
  void readsAHandshakeOnAnyPortHoweverItIsCut() {
    byte[] message = message(1, hello());
    byte[] records =
        ByteWriter.bigEndian()
            .bytes(record(java.util.Arrays.copyOf(message, 100)))
            .bytes(record(java.util.Arrays.copyOfRange(message, 100, message.length)))
            .toBytes();
    for (int size = 1; size < 200; size += 7) {
      Dialogue dialogue = Dialogue.to(8443);
      for (int at = 0; at < records.length; at += size) {
        int to = Math.min(records.length, at + size);
        dialogue.client(java.util.Arrays.copyOfRange(records, at, to));
      }
      dialogue.server(serverHello());
      PayloadReading.Facts facts =
          PayloadReading.of(dialogue.bytes(), TelemetryKind.FLOW)
              .connections
              .values()
              .iterator()
              .next();
      assertThat(facts.service).isEqualTo("ssl");
      assertThat(facts.tls)
          .as("segments of %d bytes", size)
          .isEqualTo(
              new Tls(
                  "www.example.com",
                  "h2",
                  "TLSv13",
                  Digests.md5(
                      "771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157"
                          + "-47-53,0-23-65281-10-11-35-16-5-13-18-51-45-43-27-17513-21,29-23,0"),
                  Digests.md5("771,4865,43"),
                  "t13d1516h2_8daaf6152771_e5627efa2ab1",
                  null));
    }
  }

  @Test
  void rejectsAHelloThatContradictsItself() {
    byte[] hello = hello();
    hello[35] = 0x7f;
    PayloadReading reading =
        PayloadReading.of(
            Dialogue.to(443).client(record(message(1, hello))).bytes(), TelemetryKind.FLOW);

    assertThat(reading.collected.reasons()).containsExactly(RejectReason.TRUNCATED);
  }

  /** RFC 9001 appendix A.2. */
  @Test
  void quicKeysAreThoseOfTheStandard() throws GeneralSecurityException {
    byte[] id = HexFormat.of().parseHex("8394c8f03e515708");
    byte[] sample = HexFormat.of().parseHex("d1b1c98dd7689fb8ec11d242b123dc9b");

    assertThat(QuicKeys.ofClient(QuicVersion.V1, id).mask(sample, 0))
        .isEqualTo(HexFormat.of().parseHex("437b9aec36"));
  }

  @Test
  void aQuicHelloInThousandsOfPiecesIsGivenUp() {
    ByteWriter frames = ByteWriter.bigEndian();
    for (int i = 0; i < 400; i++) {
      frames.u8(6).u16(0x4000 | 2 * i + 2).u8(1).u8(0);
    }
    QuicInitials initials = new QuicInitials(new Handshake(ConnectionFacts.NONE, Ja4.Carrier.QUIC));
    initials.content(frames.toBytes(), 0, new Collected());

    assertThat(initials.isDone()).isTrue();
  }

  @Test
  void readsTheHelloOfDtls() {
    byte[] hello = hello();
    byte[] body =
        ByteWriter.bigEndian()
            .bytes(java.util.Arrays.copyOf(hello, 35))
            .u8(0)
            .bytes(java.util.Arrays.copyOfRange(hello, 35, hello.length))
            .toBytes();
    byte[] handshake =
        ByteWriter.bigEndian()
            .u8(1)
            .u8(0)
            .u16(body.length)
            .u16(0)
            .number(0, 3)
            .u8(0)
            .u16(body.length)
            .bytes(body)
            .toBytes();
    byte[] datagram =
        ByteWriter.bigEndian()
            .hex("16 fefd 0000 000000000000")
            .bytes(vector16(handshake))
            .toBytes();
    PcapBytes capture = new PcapBytes().udp(0, "192.0.2.1", 5000, "192.0.2.2", 6000, datagram);

    PayloadReading.Facts facts =
        PayloadReading.of(capture.bytes(), TelemetryKind.FLOW)
            .connections
            .values()
            .iterator()
            .next();

    assertThat(facts.service).isEqualTo("dtls");
    assertThat(Objects.requireNonNull(facts.tls).serverName()).isEqualTo("www.example.com");
  }
}
