// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.Claimant;
import winnow.decode.stream.Connection;
import winnow.decode.stream.Conversation;
import winnow.decode.stream.StreamConsumer;
import winnow.decode.text.TextPool;

/**
 * Reads the transactions of an HTTP/1 connection. After a CONNECT that succeeds, what follows is a
 * conversation of its own; after a change of protocol nothing more is read.
 */
final class HttpConversation implements StreamConsumer {
  private final Connection connection;
  private final Claimant claimant;
  private final Exchanges exchanges;
  private final Responses responses;
  private final MessageReader requestReader;
  private final MessageReader responseReader;
  private @Nullable Conversation tunnel;

  /**
   * A conversation.
   *
   * @param claimant knows who reads what goes through a tunnel
   * @param wantsRecords whether transactions are handed on
   */
  HttpConversation(Connection connection, Claimant claimant, TextPool texts, boolean wantsRecords) {
    this.connection = connection;
    this.claimant = claimant;
    exchanges = new Exchanges(connection, wantsRecords);
    responses = new Responses(exchanges, texts);
    requestReader = new MessageReader(new Requests(exchanges, texts));
    responseReader = new MessageReader(responses);
    connection.facts().service("http");
  }

  @Override
  public void data(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    int rest = from;
    if (tunnel == null) {
      rest = reader(fromClient).data(bytes, from, to, arrival, sink);
      if (responses.isTunnel()) {
        requestReader.stop();
        tunnel = new Conversation(connection, claimant);
        exchanges.finish(sink);
      } else if (responses.isUpgraded()) {
        requestReader.stop();
        exchanges.finish(sink);
      }
    }
    if (tunnel != null && rest < to) {
      tunnel.data(fromClient, bytes, rest, to, arrival, sink);
    }
  }

  @Override
  public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {
    if (tunnel != null) {
      tunnel.gap(fromClient, octets, captureOffset, sink);
    } else {
      reader(fromClient).gap(octets, sink);
    }
  }

  /** Segments are no messages: those that are repeated count for nothing. */
  @Override
  public void repeated(boolean fromClient, DecodeSink sink) {}

  @Override
  public void end(boolean fromClient, long captureOffset, DecodeSink sink) {
    if (tunnel != null) {
      tunnel.end(fromClient, captureOffset, sink);
      return;
    }
    reader(fromClient).end(sink);
    if (requestReader.isOver() && responseReader.isOver()) {
      exchanges.finish(sink);
    }
  }

  @Override
  public boolean isDone() {
    return tunnel != null ? tunnel.isDone() : requestReader.isOver() && responseReader.isOver();
  }

  @Override
  public long heldBytes() {
    return requestReader.heldBytes()
        + responseReader.heldBytes()
        + exchanges.heldBytes()
        + (tunnel == null ? 0 : tunnel.heldBytes());
  }

  private MessageReader reader(boolean fromClient) {
    return fromClient ? requestReader : responseReader;
  }
}
