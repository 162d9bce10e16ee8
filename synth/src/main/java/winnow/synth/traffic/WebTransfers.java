// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.network.UserAgents;
import winnow.synth.scenario.Role;

/**
 * How programs reach the web, whatever they are up to: by name, then directly or through the proxy
 * of their host, which writes it down.
 */
public final class WebTransfers {
  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final TrafficSink sink;
  private final NameLookups names;

  /** Transfers of a day. */
  public WebTransfers(Day day, Wire wire, TrafficSink sink, NameLookups names) {
    this.day = day;
    this.wire = wire;
    this.sink = sink;
    this.names = names;
    network = day.network();
  }

  /** A transfer that starts at a time. */
  public void run(Dice dice, long time, Host host, WebTransfer transfer) {
    NameLookups.Wanted wanted =
        new NameLookups.Wanted(transfer.site(), transfer.host(), transfer.planted());
    if (host.behindProxy()) {
      Host proxy = network.server(Role.PROXY, host.seed());
      int port = Service.PROXY.port();
      Peer client = day.peer(host);
      long started = send(dice, time, transfer, client, day.peer(proxy), Service.PROXY, port);
      long known = names.resolve(dice, started + 2_000, proxy, wanted);
      Peer to = server(transfer, known, false, proxy);
      long at = send(dice, known, transfer, day.peer(proxy), to, web(transfer), transfer.port());
      request(dice, at, host, client.address(), to, transfer);
      return;
    }
    long known = names.resolve(dice, time, host, wanted);
    boolean ipv6 = host.dualStack() && !transfer.site().ipv6Addresses().isEmpty();
    Peer from = ipv6 ? day.ipv6Peer(host) : day.peer(host);
    Peer to = server(transfer, known, ipv6, host);
    long at = send(dice, known, transfer, from, to, web(transfer), transfer.port());
    if (transfer.plain()) {
      request(dice, at, host, from.address(), to, transfer);
    }
  }

  private static Service web(WebTransfer transfer) {
    return transfer.plain() ? Service.HTTP : Service.HTTPS;
  }

  private static Peer server(WebTransfer transfer, long time, boolean ipv6, Host asking) {
    IpAddress address = transfer.site().address(time, ipv6, asking.seed());
    return new Peer(address, transfer.site().network().number());
  }

  private long send(
      Dice dice, long time, WebTransfer transfer, Peer from, Peer to, Service service, int port) {
    Wire.Draft draft =
        new Wire.Draft(time, from, to, service, port, Outcome.SF, transfer.planted());
    return wire.send(dice, draft, transfer.sent(), transfer.answered());
  }

  private void request(
      Dice dice, long time, Host host, IpAddress client, Peer to, WebTransfer transfer) {
    long key = dice.nextLong();
    if (!sink.wants(TelemetryKind.HTTP)) {
      return;
    }
    Dice detail = Dice.of(key, 0, 0);
    String scheme = transfer.scheme();
    boolean tunnel = scheme.equals("tcp");
    WebRequest.Target target =
        new WebRequest.Target(
            tunnel ? "CONNECT" : transfer.method(),
            scheme,
            transfer.host(),
            transfer.port(),
            tunnel ? "" : transfer.path(),
            "",
            "",
            UserAgents.of(host),
            transfer.sent());
    WebRequest.Reply reply =
        new WebRequest.Reply(
            200,
            tunnel ? "" : transfer.mimeType(),
            transfer.answered(),
            transfer.site().category());
    long micros =
        (long) (detail.logNormal(120, 1.1) * 1000) + (transfer.sent() + transfer.answered()) / 4;
    String user = host.behindProxy() ? host.user() : "";
    sink.request(
        new WebRequest(
            time,
            micros,
            client,
            Wire.ephemeral(detail, Service.PROXY),
            user,
            to.address(),
            host.behindProxy(),
            target,
            reply,
            transfer.planted()));
  }
}
