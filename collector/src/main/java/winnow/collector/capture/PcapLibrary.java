// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Objects;

/**
 * The functions of libpcap that are used, or of Npcap, which has the same; looked up when packets
 * are first captured. Names are those of pcap(3).
 */
final class PcapLibrary {
  private static final List<String> NAMES =
      List.of("libpcap.so.1", "libpcap.so.0.8", "libpcap.dylib", "wpcap.dll");

  /** Length of the buffer for messages, PCAP_ERRBUF_SIZE. */
  static final int MESSAGE_BYTES = 256;

  /** PCAP_ERROR_PERM_DENIED. */
  static final int NO_PERMISSION = -8;

  /** PCAP_ERROR_PROMISC_PERM_DENIED. */
  static final int NO_PERMISSION_FOR_ALL = -11;

  final MethodHandle create;
  final MethodHandle setSnapLength;
  final MethodHandle setPromiscuous;
  final MethodHandle setTimeout;
  final MethodHandle setBufferSize;
  final MethodHandle activate;
  final MethodHandle setNonBlocking;
  final MethodHandle statusText;
  final MethodHandle dataLink;
  final MethodHandle compile;
  final MethodHandle setFilter;
  final MethodHandle nextPacket;
  final MethodHandle statistics;
  final MethodHandle message;
  final MethodHandle close;
  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;

  private PcapLibrary(SymbolLookup symbols) throws CaptureUnavailableException {
    this.symbols = symbols;
    create = function("pcap_create", ADDRESS, ADDRESS, ADDRESS);
    setSnapLength = function("pcap_set_snaplen", JAVA_INT, ADDRESS, JAVA_INT);
    setPromiscuous = function("pcap_set_promisc", JAVA_INT, ADDRESS, JAVA_INT);
    setTimeout = function("pcap_set_timeout", JAVA_INT, ADDRESS, JAVA_INT);
    setBufferSize = function("pcap_set_buffer_size", JAVA_INT, ADDRESS, JAVA_INT);
    activate = function("pcap_activate", JAVA_INT, ADDRESS);
    setNonBlocking = function("pcap_setnonblock", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    statusText = function("pcap_statustostr", ADDRESS, JAVA_INT);
    dataLink = function("pcap_datalink", JAVA_INT, ADDRESS);
    compile = function("pcap_compile", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    setFilter = function("pcap_setfilter", JAVA_INT, ADDRESS, ADDRESS);
    nextPacket = function("pcap_next_ex", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    statistics = function("pcap_stats", JAVA_INT, ADDRESS, ADDRESS);
    message = function("pcap_geterr", ADDRESS, ADDRESS);
    close = procedure("pcap_close", ADDRESS);
  }

  /** Finds the library. */
  static PcapLibrary load() throws CaptureUnavailableException {
    for (String name : NAMES) {
      SymbolLookup symbols = lookup(name);
      if (symbols != null) {
        return new PcapLibrary(symbols);
      }
    }
    throw new CaptureUnavailableException(
        "cannot capture packets: none of the libraries "
            + NAMES
            + " is installed (Debian: apt install libpcap0.8, Red Hat: dnf install libpcap,"
            + " Windows: Npcap)");
  }

  @SuppressWarnings("restricted") // the library is meant to be called
  private static @org.jspecify.annotations.Nullable SymbolLookup lookup(String name) {
    try {
      return SymbolLookup.libraryLookup(name, Arena.global());
    } catch (IllegalArgumentException notThere) {
      return null;
    }
  }

  /** Whether a long of C has 8 bytes; a time stamp has two of them. */
  boolean hasWideLongs() {
    return Objects.requireNonNull(linker.canonicalLayouts().get("long")).byteSize() == 8;
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments)
      throws CaptureUnavailableException {
    return handle(name, FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle procedure(String name, MemoryLayout... arguments)
      throws CaptureUnavailableException {
    return handle(name, FunctionDescriptor.ofVoid(arguments));
  }

  @SuppressWarnings("restricted") // the library is meant to be called
  private MethodHandle handle(String name, FunctionDescriptor descriptor)
      throws CaptureUnavailableException {
    MemorySegment symbol =
        symbols
            .find(name)
            .orElseThrow(() ->
                new CaptureUnavailableException(
                    "cannot capture packets: the library has no function " + name));
    return linker.downcallHandle(symbol, descriptor);
  }
}
