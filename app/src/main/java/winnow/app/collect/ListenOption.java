// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen: {@code [NAME=][ADDRESS:]PORT}.
 *
 * @param name name of the source; null when not given
 * @param address address and port
 */
record ListenOption(@Nullable String name, InetSocketAddress address) {
  /** Reads the option. */
  static ListenOption parse(String text, String defaultHost) {
    int equals = text.indexOf('=');
    String place = text.substring(equals + 1);
    int colon = place.lastIndexOf(':');
    String host = colon < 0 ? defaultHost : place.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      int port = Integer.parseInt(place.substring(colon + 1));
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new TypeConversionException("no such address: " + host);
      }
      return new ListenOption(equals < 0 ? null : text.substring(0, equals), address);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + text + "\" is no [NAME=][ADDRESS:]PORT");
    }
  }

  /** The name given, or else {@code usual}. */
  String nameOr(String usual) {
    return name == null ? usual : name;
  }

  /** For ports that exporters send to: all addresses when none is given. */
  static final class Converter implements ITypeConverter<ListenOption> {
    @Override
    public ListenOption convert(String text) {
      return parse(text, "0.0.0.0");
    }
  }

  /** For ports that show what is going on: the loopback address when none is given. */
  static final class LoopbackConverter implements ITypeConverter<ListenOption> {
    @Override
    public ListenOption convert(String text) {
      return parse(text, "127.0.0.1");
    }
  }
}
