// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import winnow.decode.Fuzzed;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.Claim;
import winnow.decode.stream.Connection;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.text.TextPool;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;

class HttpFuzzTest {
  private static final Endpoint END = new Endpoint(IpAddress.parse("192.0.2.1"), 80);
  private static final long MAX_HELD_BYTES =
      2 * MessageReader.MAX_LINE_BYTES + Exchanges.MAX_HELD_BYTES + MessageReader.MAX_HEAD_BYTES;

  /** The first byte of a piece says whose it is, and whether bytes before it are missing. */
  @FuzzTest
  void talkOfAnyBytesHoldsLittle(byte[] talk) {
    Fuzzed.observe(
        talk.length,
        sink -> {
          HttpConversation conversation =
              new HttpConversation(
                  new Connection(END, END, ConnectionFacts.NONE),
                  (connection, bytes, from, to) -> Claim.Open.UNCLAIMED,
                  new TextPool(),
                  true);
          int at = 0;
          while (at < talk.length) {
            boolean fromClient = (talk[at] & 1) != 0;
            if ((talk[at] & 0x70) == 0x70) {
              conversation.gap(fromClient, talk[at] & 0xf, at, sink);
            }
            int to = Math.min(talk.length, at + 2 + (talk[at] >> 1 & 0x3f));
            conversation.data(
                fromClient, talk, at + 1, Math.max(at + 1, to), new Arrival(at, at, 1), sink);
            assert conversation.heldBytes() <= MAX_HELD_BYTES;
            at = to;
          }
          conversation.end(true, at, sink);
          conversation.end(false, at, sink);
          assert conversation.heldBytes() == 0 || conversation.isDone();
        });
  }
}
