// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import org.jspecify.annotations.Nullable;
import winnow.schema.Tls;

/** What is known about a connection, passed on to each of the flows that it is part of in turn. */
final class KnownFacts implements ConnectionFacts {
  private ConnectionFacts flow;
  private @Nullable String service;
  private @Nullable Tls tls;

  KnownFacts(ConnectionFacts flow) {
    this.flow = flow;
  }

  /** From now on, tells {@code current}. */
  void follow(ConnectionFacts current) {
    if (current != flow) {
      flow = current;
      if (service != null) {
        flow.service(service);
      }
      if (tls != null) {
        flow.tls(tls);
      }
    }
  }

  @Override
  public @Nullable String uid() {
    return flow.uid();
  }

  @Override
  public void service(String name) {
    service = name;
    flow.service(name);
  }

  @Override
  public void tls(Tls handshake) {
    tls = handshake;
    flow.tls(handshake);
  }
}
