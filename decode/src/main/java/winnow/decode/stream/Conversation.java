// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;

/**
 * Finds the reader of a connection by the first bytes that either side sends, whatever its ports,
 * and passes everything on to it. The first segments of each side are looked at, so that what
 * follows a short preamble, or what is joined in the middle, is found too; a connection that nobody
 * reads costs nothing after that.
 */
public final class Conversation implements StreamConsumer {
  /** How many bytes are kept while it is undecided whose they are. */
  static final int MAX_HEAD_BYTES = 64;

  /** How many segments of a side are looked at. */
  static final int MAX_TRIES = 5;

  private final Connection connection;
  private final Claimant claimant;
  private final Opening client = new Opening();
  private final Opening server = new Opening();
  private @Nullable StreamConsumer reader;
  private boolean reversed;
  private boolean given;

  /** What a side has said that nobody has claimed yet. */
  private static final class Opening {
    final HeldBytes head = new HeldBytes();
    int tries;
    int repeated;
  }

  /** A conversation between the ends of {@code connection}, whose parts the reader may change. */
  public Conversation(Connection connection, Claimant claimant) {
    this.connection = connection;
    this.claimant = claimant;
  }

  /** Whether somebody reads it, or did. */
  public boolean isClaimed() {
    return reader != null;
  }

  @Override
  public void data(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    if (reader != null) {
      reader.data(fromClient != reversed, bytes, from, to, arrival, sink);
    } else if (!given) {
      open(fromClient, bytes, from, to, arrival, sink);
    }
  }

  private void open(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    Opening opening = fromClient ? client : server;
    byte[] seen = bytes;
    int start = from;
    int end = to;
    if (!opening.head.isEmpty()) {
      opening.head.append(bytes, from, to);
      seen = opening.head.bytes();
      start = 0;
      end = opening.head.length();
    }
    Connection asked = fromClient ? connection : connection.reversed();
    switch (claimant.claim(asked, seen, start, end)) {
      case Claim.Claimed claimed -> {
        reversed = fromClient != claimed.senderIsClient();
        StreamConsumer found =
            claimed.reader().apply(reversed ? connection.reversed() : connection);
        reader = found;
        found.data(claimed.senderIsClient(), seen, start, end, arrival, sink);
        Opening other = fromClient ? server : client;
        byte[] early = other.head.bytes();
        if (!other.head.isEmpty()) {
          found.data(!claimed.senderIsClient(), early, 0, other.head.length(), arrival, sink);
        }
        client.head.clear();
        server.head.clear();
        tellRepeated(true, client.repeated, sink);
        tellRepeated(false, server.repeated, sink);
      }
      case Claim.Open open -> {
        if (open == Claim.Open.UNDECIDED && end - start <= MAX_HEAD_BYTES) {
          if (opening.head.isEmpty()) {
            opening.head.append(bytes, from, to);
          }
        } else {
          opening.head.clear();
          opening.tries++;
          given = client.tries + server.tries >= 2 * MAX_TRIES || opening.tries >= MAX_TRIES;
        }
      }
    }
  }

  @Override
  public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {
    if (reader != null) {
      reader.gap(fromClient != reversed, octets, captureOffset, sink);
    } else {
      (fromClient ? client : server).head.clear();
    }
  }

  @Override
  public void repeated(boolean fromClient, DecodeSink sink) {
    if (reader != null) {
      reader.repeated(fromClient != reversed, sink);
    } else {
      (fromClient ? client : server).repeated++;
    }
  }

  private void tellRepeated(boolean fromClient, int count, DecodeSink sink) {
    for (int i = 0; i < count; i++) {
      repeated(fromClient, sink);
    }
  }

  @Override
  public void end(boolean fromClient, long captureOffset, DecodeSink sink) {
    if (reader != null) {
      reader.end(fromClient != reversed, captureOffset, sink);
    }
  }

  @Override
  public boolean isDone() {
    return reader != null ? reader.isDone() : given;
  }

  @Override
  public long heldBytes() {
    return client.head.length() + server.head.length() + (reader == null ? 0 : reader.heldBytes());
  }
}
