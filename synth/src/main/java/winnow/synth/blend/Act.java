// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.Endpoint;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Outcome;

/** One thing that a host did, in the addresses and names of the network that it was recorded in. */
sealed interface Act {
  /** When it began, since the epoch. */
  long startMicros();

  /** The same, later. */
  Act later(long micros);

  /**
   * A conversation.
   *
   * @param startMicros first packet
   * @param durationMicros to the last
   * @param client who began
   * @param server who was called; its port is type * 256 + code for ICMP
   * @param protocol IANA protocol number
   * @param outcome how it ended
   * @param sent payload of the client, octets
   * @param answered payload of the server, octets
   * @param packets packets of the client
   * @param name what the server is called, where the handshake says so
   * @param told whether requests tell what it carried
   */
  record Talk(
      long startMicros,
      long durationMicros,
      Endpoint client,
      Endpoint server,
      int protocol,
      Outcome outcome,
      long sent,
      long answered,
      long packets,
      @Nullable String name,
      boolean told)
      implements Act {
    @Override
    public Talk later(long micros) {
      return at(startMicros + micros, told);
    }

    Talk toldByRequests() {
      return at(startMicros, true);
    }

    private Talk at(long time, boolean isTold) {
      return new Talk(
          time,
          durationMicros,
          client,
          server,
          protocol,
          outcome,
          sent,
          answered,
          packets,
          name,
          isTold);
    }
  }

  /**
   * A question to a resolver.
   *
   * @param startMicros when it was asked
   * @param name QNAME
   * @param type QTYPE
   * @param result what came back
   * @param answers the answer section
   */
  record LookUp(
      long startMicros,
      String name,
      int type,
      DnsExchange.Result result,
      List<DnsExchange.Answer> answers)
      implements Act {
    /** Takes a copy. */
    public LookUp {
      answers = List.copyOf(answers);
    }

    @Override
    public LookUp later(long micros) {
      return new LookUp(startMicros + micros, name, type, result, answers);
    }
  }

  /**
   * A web request.
   *
   * @param startMicros when it was sent
   * @param durationMicros to the end of the response; null when not known
   * @param server who served it; null when not known, as behind a proxy
   * @param url what was asked
   * @param reply what came back
   * @param carried whether a conversation of its own carries it beside
   */
  record Fetch(
      long startMicros,
      @Nullable Long durationMicros,
      @Nullable Endpoint server,
      Url url,
      Reply reply,
      boolean carried)
      implements Act {
    @Override
    public Fetch later(long micros) {
      return new Fetch(startMicros + micros, durationMicros, server, url, reply, carried);
    }
  }

  /**
   * What was asked.
   *
   * @param method such as GET
   * @param scheme http, https or tcp
   * @param host name of the site
   * @param port TCP port
   * @param path path; empty for tunnels
   * @param query with its question mark; empty when none
   * @param referrer empty when none
   * @param userAgent null when not known
   * @param octets sent by the client
   */
  record Url(
      String method,
      String scheme,
      String host,
      int port,
      String path,
      String query,
      String referrer,
      @Nullable String userAgent,
      long octets) {}

  /**
   * What came back.
   *
   * @param status HTTP status
   * @param mimeType media type; empty when none
   * @param octets sent to the client
   * @param outcome how the connection to the site went
   */
  record Reply(int status, String mimeType, long octets, Outcome outcome) {}
}
