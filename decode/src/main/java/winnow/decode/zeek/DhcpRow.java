// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.decode.text.Times;
import winnow.schema.IpAddress;
import winnow.schema.inspection.Lease;
import winnow.schema.lease.Binding;

/**
 * A row of dhcp.log: who got which address. It belongs to all connections that the exchange went
 * over, which may be one with many other hosts: that of the broadcasts.
 */
final class DhcpRow extends ZeekRow.OfNotes {
  static final ZeekLog<DhcpRow> LOG =
      log(
          "dhcp",
          DhcpRow::new,
          fields(),
          List.of(Set.of("mac", "lease_time"), Set.of("mac", "msg_types")));

  private final Addresses addresses = new Addresses();
  private List<String> messages = List.of();
  private @Nullable IpAddress assigned;
  private @Nullable IpAddress client;
  private String mac = "";
  private String hostName = "";
  private String clientName = "";
  private long leaseMicros;

  private static Map<String, ZeekField<DhcpRow>> fields() {
    Map<String, ZeekField<DhcpRow>> fields = new HashMap<>();
    fields.put("uid", DhcpRow::uid);
    fields.put("uids", DhcpRow::uids);
    fields.put("msg_types", (r, v) -> r.messages = v.elements());
    fields.put("assigned_addr", (r, v) -> r.assigned = r.addresses.parse(v.scalar()));
    fields.put("assigned_ip", (r, v) -> r.assigned = r.addresses.parse(v.scalar()));
    fields.put("client_addr", (r, v) -> r.client = r.addresses.parse(v.scalar()));
    fields.put("mac", (r, v) -> r.mac = ZeekNotes.whole(v));
    fields.put("lease_time", (r, v) -> r.leaseMicros = Numbers.parseSecondsAsMicros(v.scalar()));
    fields.put("host_name", (r, v) -> r.hostName = ZeekNotes.whole(v));
    fields.put("client_fqdn", (r, v) -> r.clientName = ZeekNotes.whole(v));
    return fields;
  }

  @Override
  public void reset() {
    super.reset();
    messages = List.of();
    assigned = null;
    client = null;
    mac = "";
    hostName = "";
    clientName = "";
    leaseMicros = 0;
  }

  @Override
  void tell(ZeekNotes notes) throws BadValueException {
    IpAddress address = address();
    Lease lease = new Lease(address == null ? "" : address.toString(), mac, name());
    notes.tell(uids(), connection -> connection.lease(lease));
  }

  private @Nullable IpAddress address() {
    return assigned == null && messages.contains("ACK") ? client : assigned;
  }

  private String name() {
    return hostName.isEmpty() ? clientName : hostName;
  }

  /**
   * What the exchange made of an address: the lease that the server acknowledged, or the end of one
   * that the client released; none where it did neither.
   */
  Optional<Binding> binding() {
    IpAddress held = address();
    boolean isGiven = messages.isEmpty() || messages.contains("ACK");
    if (held != null && isGiven && leaseMicros > 0 && !(mac.isEmpty() && name().isEmpty())) {
      long end = timeMicros() + Math.min(leaseMicros, Times.END_MICROS - timeMicros());
      return Optional.of(new Binding(held, timeMicros(), end, mac, name()));
    }
    IpAddress given = client;
    return given != null && messages.contains("RELEASE")
        ? Optional.of(Binding.freed(given, timeMicros()))
        : Optional.empty();
  }
}
