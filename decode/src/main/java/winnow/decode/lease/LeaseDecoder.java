// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import winnow.decode.DecodeSink;
import winnow.schema.lease.Binding;

/**
 * Reads the leases of one input, once, from start to end. Everything in it is a lease, or is
 * rejected or skipped. One thread; a new decoder per input.
 */
@FunctionalInterface
public interface LeaseDecoder {
  /**
   * Reads {@code input}.
   *
   * @param leases takes leases, in the order in which they were told
   * @param others takes what is rejected, with the number of its line, or skipped; no record
   * @throws IOException only when {@code input} throws it
   */
  void decode(InputStream input, Consumer<Binding> leases, DecodeSink others) throws IOException;
}
