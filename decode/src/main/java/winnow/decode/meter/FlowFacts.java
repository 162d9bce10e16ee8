// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.Tls;

/**
 * What other readers of the same packets find out about a flow while it is open; it goes into the
 * record, and into that of each later slice. What is said after the flow has ended is lost.
 */
public final class FlowFacts implements ConnectionFacts {
  private @Nullable String service;
  private @Nullable Tls tls;

  private final Supplier<String> makeUid;
  private @Nullable String uid;

  /** Nothing is known but, while the flow is open, its id. */
  FlowFacts(Supplier<String> makeUid) {
    this.makeUid = makeUid;
  }

  @Override
  public String uid() {
    if (uid == null) {
      uid = makeUid.get();
    }
    return uid;
  }

  @Override
  public void service(String name) {
    service = name;
  }

  @Override
  public void tls(Tls handshake) {
    tls = handshake;
  }

  @Nullable String service() {
    return service;
  }

  @Nullable Tls tls() {
    return tls;
  }
}
