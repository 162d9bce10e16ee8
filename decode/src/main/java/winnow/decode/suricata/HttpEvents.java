// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import winnow.decode.text.BadValueException;
import winnow.decode.text.Uris;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;

/** Makes rows of HTTP events. */
final class HttpEvents {
  private static final String PREFIX = "HTTP/";

  HttpRecord record(EveEvent event) throws BadValueException {
    event.require();
    HttpBuilder http = event.http;
    http.observer(event.observer());
    http.eventTimeMicros = event.timeMicros;
    http.clientAddress = event.client().address();
    http.clientPort = event.sourcePort;
    http.serverAddress = event.server().address();
    http.serverPort = event.destinationPort;
    http.uid = event.flowId;
    String host = http.host;
    Integer port = http.port;
    if (event.url != null) {
      Uris.putTarget(http, http.method, event.url);
    }
    // What the sensor found out about the host counts more than a request target that names one.
    http.host = host == null ? http.host : host;
    http.port = port == null ? http.port : port;
    // Suricata writes 0 also when no response came.
    Long length = http.responseBodyOctets;
    if (http.status == null && length != null && length == 0) {
      http.responseBodyOctets = null;
    }
    return http.build();
  }

  /** `1.1` of `HTTP/1.1`. */
  static String version(String protocol) {
    return protocol.startsWith(PREFIX) ? protocol.substring(PREFIX.length()) : protocol;
  }
}
