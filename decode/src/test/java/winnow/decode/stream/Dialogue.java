// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import java.nio.charset.StandardCharsets;
import winnow.decode.PcapBytes;

/** A TCP connection from 192.0.2.1 to 198.51.100.7, a millisecond from packet to packet. */
public final class Dialogue {
  public static final long START = 1_700_000_000_000_000L;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final PcapBytes capture;
  private final int port;
  private final int clientPort;
  private long time = START;
  private long clientNext = 0xffff_fff0L;
  private long serverNext = 7;

  private Dialogue(PcapBytes capture, int clientPort, int port) {
    this.capture = capture;
    this.clientPort = clientPort;
    this.port = port;
  }

  /** A connection to {@code port} whose beginning is captured. */
  public static Dialogue to(int port) {
    Dialogue dialogue = joined(new PcapBytes(), 40_000, port);
    dialogue.send(true, SYN, new byte[0]);
    dialogue.send(false, SYN | ACK, new byte[0]);
    dialogue.clientNext++;
    dialogue.serverNext++;
    return dialogue;
  }

  /** A connection whose beginning is not captured. */
  public static Dialogue joined(PcapBytes capture, int clientPort, int port) {
    return new Dialogue(capture, clientPort, port);
  }

  public Dialogue client(String text) {
    return client(latin(text));
  }

  public Dialogue client(byte[] data) {
    send(true, ACK, data);
    clientNext += data.length;
    return this;
  }

  public Dialogue server(String text) {
    return server(latin(text));
  }

  public Dialogue server(byte[] data) {
    send(false, ACK, data);
    serverNext += data.length;
    return this;
  }

  /** Bytes that the server sends and the capture does not have. */
  public Dialogue serverLost(int octets) {
    serverNext += octets;
    return this;
  }

  /** Bytes that the client sends and the capture does not have. */
  public Dialogue clientLost(int octets) {
    clientNext += octets;
    return this;
  }

  public Dialogue close() {
    send(false, FIN | ACK, new byte[0]);
    send(true, FIN | ACK, new byte[0]);
    return this;
  }

  public byte[] bytes() {
    return capture.bytes();
  }

  private void send(boolean fromClient, int flags, byte[] data) {
    time += 1000;
    if (fromClient) {
      capture.tcp(time, "192.0.2.1", clientPort, "198.51.100.7", port, clientNext, flags, data);
    } else {
      capture.tcp(time, "198.51.100.7", port, "192.0.2.1", clientPort, serverNext, flags, data);
    }
  }

  public static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
