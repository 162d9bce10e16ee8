// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import winnow.decode.DecodeSink;
import winnow.decode.stream.Arrival;

/** Takes the messages of one side of a connection, piece by piece. */
interface MessageTaker {
  /** Whether a message may start with {@code bytes[from, to)}, as far as they go. */
  boolean mayStart(byte[] bytes, int from, int to);

  /**
   * Takes the first line of a message, without its end.
   *
   * @return false when it is none
   */
  boolean startLine(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink);

  /** Takes the value of a field, {@code bytes[from, to)}, or a further line of it. */
  void field(FieldName name, byte[] bytes, int from, int to);

  /** The head has ended; says how long the body is. */
  Framing framing(DecodeSink sink);

  /** Whether what comes next is a body without head (RFC 1945 section 6). */
  boolean isBodyOnly(byte[] bytes, int from, int to, DecodeSink sink);

  /** Whether a body that is due, and of which nothing came, may be left out. */
  boolean mayOmitBody();

  /**
   * The message has ended, or no more of it will come.
   *
   * @param octets its length as far as it was seen, head included
   * @param bodyOctets length of its body, without the framing of chunks
   */
  void end(long octets, long bodyOctets, long timeMicros, DecodeSink sink);

  /** Bytes are missing that may have held messages. */
  void lost(DecodeSink sink);
}
