// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import winnow.decode.Fuzzed;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.text.BadValueException;

class TlsFuzzTest {
  @FuzzTest
  void recordsOfAnyBytesHoldLittle(byte[] stream) {
    Fuzzed.observe(
        stream.length,
        sink -> {
          HandshakeReader reader =
              new HandshakeReader(new Handshake(ConnectionFacts.NONE, Ja4.Carrier.TCP));
          int cut = stream.length / 3;
          reader.data(stream, 0, cut, 0, sink);
          reader.data(stream, cut, stream.length, 0, sink);
          assert reader.heldBytes() <= HandshakeReader.MAX_HELD_BYTES;
          assert sink.rejections() <= 2;
        });
  }

  @FuzzTest
  void hellosAreReadOrRefused(byte[] hello) {
    Fuzzed.observe(
        hello.length,
        told -> {
          try {
            ClientHello parsed = ClientHello.parse(hello, 0, hello.length, hello.length % 2 == 0);
            assert Ja4.of(parsed, Ja4.Carrier.TCP).length() == 36;
            assert Ja3.of(parsed).length() == 32;
            Ja3.of(ServerHello.parse(hello, 0, hello.length));
          } catch (BadValueException refused) {
            assert refused.getMessage() != null;
          }
        });
  }

  @FuzzTest
  void datagramsOfAnyBytesHoldLittle(byte[] datagram) {
    Fuzzed.observe(
        datagram.length,
        sink -> {
          Handshake handshake = new Handshake(ConnectionFacts.NONE, Ja4.Carrier.QUIC);
          QuicInitials initials = new QuicInitials(handshake);
          if (QuicInitials.isInitial(datagram, 0, datagram.length)) {
            initials.datagram(datagram, 0, datagram.length, 0, sink);
          }
          DtlsRecords.read(handshake, datagram, 0, datagram.length, 0, sink);
          assert initials.heldBytes() <= QuicInitials.MAX_HELLO_BYTES;
        });
  }

  /** What no sender of other bytes than an Initial packet's can reach, for it is deciphered. */
  @FuzzTest
  void framesOfAnyBytesHoldLittle(byte[] content) {
    Fuzzed.observe(
        content.length,
        sink -> {
          QuicInitials initials =
              new QuicInitials(new Handshake(ConnectionFacts.NONE, Ja4.Carrier.QUIC));
          initials.content(content, 0, sink);
          assert initials.heldBytes() <= 100 * content.length;
        });
  }
}
