// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/** A lease under way, put together field by field. */
final class LeaseRow {
  private final Addresses addresses = new Addresses();
  private @Nullable IpAddress address;
  private @Nullable Long from;
  private @Nullable Long until;
  private String mac = "";
  private String name = "";

  /** Forgets everything. */
  void reset() {
    address = null;
    from = null;
    until = null;
    mac = "";
    name = "";
  }

  void address(CharSequence text) throws BadValueException {
    address = addresses.parse(text);
  }

  void from(@Nullable Long micros) {
    from = micros;
  }

  void until(@Nullable Long micros) {
    until = micros;
  }

  void mac(CharSequence text) throws BadValueException {
    mac = Client.mac(text);
  }

  void name(CharSequence text) throws BadValueException {
    name = Client.name(text);
  }

  /** The address, which must have been told. */
  IpAddress knownAddress() throws BadValueException {
    IpAddress known = address;
    if (known == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "there is no address");
    }
    return known;
  }

  /** Hands the lease on; one that names nobody is skipped. */
  void end(Consumer<Binding> leases, DecodeSink others) throws BadValueException {
    IpAddress known = knownAddress();
    Long begin = from;
    Long end = until;
    if (begin != null && end != null && end < begin) {
      throw new BadValueException(
          RejectReason.BAD_TIME, "the lease of " + known + " ends before it begins");
    }
    Binding lease = new Binding(known, begin, end, mac, name);
    if (lease.isHeld()) {
      leases.accept(lease);
    } else {
      others.skip(SkipReason.NO_DATA, 1);
    }
  }
}
