// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.option.KindsOption;
import winnow.collector.capture.CaptureSettings;
import winnow.collector.capture.FollowSource;
import winnow.collector.capture.LiveCapture;
import winnow.collector.capture.PacketMessages;
import winnow.collector.capture.PacketSource;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;

/** Where packets come from: network interfaces, and captures that others are writing. */
final class InterfaceOptions {
  @Option(
      names = "--interface",
      paramLabel = "[NAME=]IFACE",
      description =
          "capture the packets of a network interface: flows of all of them, the DNS, HTTP and TLS in"
              + " them; any for all interfaces (Linux); needs libpcap and the capability CAP_NET_RAW")
  List<String> interfaces = new ArrayList<>();

  @Option(
      names = "--follow",
      paramLabel = "[NAME=]PATH",
      description =
          "take the packets of captures that a program such as tcpdump is still writing, as they"
              + " come: of the file PATH, or of all captures in the folder PATH and below, rotated or"
              + " not; may be repeated")
  List<String> followed = new ArrayList<>();

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
    return interfaces.isEmpty() && followed.isEmpty();
  }

  /** Checks that what is said about packets is said of any. */
  void requireInterface() {
    if (isEmpty() && kinds.kinds != null) {
      throw new IllegalArgumentException(
          "--kinds is about packets: name an --interface, or a capture to --follow");
    }
    if (interfaces.isEmpty() && filter != null) {
      throw new IllegalArgumentException("--filter is about packets: name an --interface");
    }
  }

  /** Files and folders of captures that are followed. */
  List<Path> followedPaths() {
    return followed.stream().map(text -> Path.of(place(text))).toList();
  }

  /** The kind of messages that come this way. */
  MessageKind kind() {
    return PacketMessages.kind(kinds.wanted());
  }

  /** Adds the interfaces and captures to {@code collector}. */
  void addTo(Collector collector, Spool spool) throws IOException {
    Set<String> names = new HashSet<>();
    for (String text : interfaces) {
      String place = place(text);
      SourceSpool kept = kept(spool, name(text, place), names);
      CaptureSettings settings = new CaptureSettings(place, filter, snapLength);
      collector.add(new PacketSource(collector.tally(kept), kept, settings));
    }
    for (String text : followed) {
      Path path = Path.of(place(text));
      SourceSpool kept = kept(spool, name(text, String.valueOf(path.getFileName())), names);
      collector.add(new FollowSource(collector.tally(kept), kept, path));
    }
  }

  private static String place(String text) {
    return text.substring(text.indexOf('=') + 1);
  }

  private static String name(String text, String usual) {
    int equals = text.indexOf('=');
    return equals > 0 ? text.substring(0, equals) : usual;
  }

  private static SourceSpool kept(Spool spool, String name, Set<String> names) throws IOException {
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "two sources of packets are called " + name + ": give one another name, NAME=");
    }
    return spool.source(name, PacketMessages.NAME);
  }
}
