// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * SQL function {@code in_network(address, network)}: whether an address is in a network, both as
 * text, IPv4 and IPv6. Null when either is null, false when the first is not an address.
 */
final class InNetwork implements DuckDBScalarFunction {
  static void register(Connection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName("in_network")
          .withParameters(String.class, String.class)
          .withReturnType(Boolean.class)
          .withVectorizedFunction(new InNetwork())
          .register(connection);
    }
  }

  @Override
  public void apply(DuckDBDataChunkReader arguments, DuckDBWritableVector result) {
    DuckDBReadableVector addresses = arguments.vector(0);
    DuckDBReadableVector networks = arguments.vector(1);
    Latest latest = new Latest();
    for (long row = 0; row < arguments.rowCount(); row++) {
      if (addresses.isNull(row) || networks.isNull(row)) {
        result.setNull(row);
      } else {
        result.setBoolean(row, latest.contains(networks.getString(row), addresses.getString(row)));
      }
    }
  }

  /** Remembers the last answer: neighbours are often alike. */
  private static final class Latest {
    private @Nullable String networkText;
    private @Nullable Network network;
    private @Nullable String addressText;
    private boolean isIn;

    boolean contains(String newNetwork, String newAddress) {
      Network current = network;
      if (current == null || !newNetwork.equals(networkText)) {
        current = Network.parse(newNetwork);
        network = current;
        networkText = newNetwork;
        addressText = null;
      }
      if (!newAddress.equals(addressText)) {
        Optional<IpAddress> address = IpAddress.find(newAddress);
        isIn = address.isPresent() && current.contains(address.get());
        addressText = newAddress;
      }
      return isIn;
    }
  }
}
