// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.option.KindsOption;
import winnow.collector.capture.CaptureSettings;
import winnow.collector.capture.LiveCapture;
import winnow.collector.capture.PacketMessages;
import winnow.collector.capture.PacketSource;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;

/** Network interfaces to capture packets of. */
final class InterfaceOptions {
  @Option(
      names = "--interface",
      paramLabel = "[NAME=]IFACE",
      description =
          "capture the packets of a network interface: flows of all of them, the DNS, HTTP and TLS in"
              + " them; any for all interfaces (Linux); needs libpcap and the capability CAP_NET_RAW")
  List<String> interfaces = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "EXPRESSION",
      description =
          "capture only the packets that it is true of, as \"not port 22\"; see pcap-filter(7)")
  @Nullable String filter;

  @Option(
      names = "--snap-length",
      paramLabel = "BYTES",
      defaultValue = "" + LiveCapture.MAX_PACKET_BYTES,
      description =
          "bytes to keep of each packet; what is behind them is counted, but not read (default:"
              + " ${DEFAULT-VALUE}, all)")
  int snapLength;

  @Mixin KindsOption kinds;

  /** Whether none is given. */
  boolean isEmpty() {
    return interfaces.isEmpty();
  }

  /** Checks that what is said about packets is said of any. */
  void requireInterface() {
    if (isEmpty() && (filter != null || kinds.kinds != null)) {
      throw new IllegalArgumentException(
          "--filter and --kinds are about packets: name an --interface");
    }
  }

  /** The kind of messages that come this way. */
  MessageKind kind() {
    return PacketMessages.kind(kinds.wanted());
  }

  /** Adds the interfaces to {@code collector}. */
  void addTo(Collector collector, Spool spool) throws IOException {
    Set<String> names = new HashSet<>();
    for (String text : interfaces) {
      int equals = text.indexOf('=');
      String place = text.substring(equals + 1);
      String name = equals > 0 ? text.substring(0, equals) : place;
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "two interfaces are called " + name + ": give one another name, NAME=" + place);
      }
      CaptureSettings settings = new CaptureSettings(place, filter, snapLength);
      SourceSpool kept = spool.source(name, PacketMessages.NAME);
      collector.add(new PacketSource(collector.tally(kept), kept, settings));
    }
  }
}
