// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import winnow.decode.pcap.PacketView;

/**
 * Packets of a network interface, through libpcap, which is loaded when the first capture is
 * opened. For one thread; {@link #close} when {@link #next} is not being called.
 */
public final class LiveCapture implements AutoCloseable {
  private static final int SNAP_LENGTH = 262_144;
  private static final int WAIT_MILLIS = 100;
  private static final int UNKNOWN_NETMASK = -1;
  private static final int STATISTICS_BYTES = 64;
  private static final int PROGRAM_BYTES = 16;

  private final PcapLibrary library;
  private final String interfaceName;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment handle;
  private final MemorySegment header = arena.allocate(ADDRESS);
  private final MemorySegment data = arena.allocate(ADDRESS);
  private final MemorySegment statistics = arena.allocate(STATISTICS_BYTES, 8);
  private final boolean hasWideLongs;
  private final int linkType;
  private byte[] packetBytes = new byte[2048];

  private LiveCapture(PcapLibrary library, String interfaceName)
      throws CaptureUnavailableException {
    this.library = library;
    this.interfaceName = interfaceName;
    hasWideLongs = library.hasWideLongs();
    MemorySegment message = arena.allocate(PcapLibrary.MESSAGE_BYTES);
    MemorySegment device = arena.allocateFrom(interfaceName);
    handle = (MemorySegment) call(library.openLive, device, SNAP_LENGTH, 1, WAIT_MILLIS, message);
    if (handle.address() == 0) {
      CaptureUnavailableException failure = unavailable(message.getString(0));
      arena.close();
      throw failure;
    }
    linkType = (int) call(library.dataLink, handle);
  }

  /**
   * Begins to capture.
   *
   * @param interfaceName name of the interface, such as {@code eth0}; {@code any} on Linux for all
   * @param filter which packets to take, in the language of pcap-filter(7); null for all
   * @throws CaptureUnavailableException when there is no library, no such interface, no permission,
   *     no such filter, or when packets of the interface's link type are not looked into
   */
  public static LiveCapture open(String interfaceName, @Nullable String filter)
      throws CaptureUnavailableException {
    LiveCapture capture = new LiveCapture(PcapLibrary.load(), interfaceName);
    try {
      if (!PacketView.reads(capture.linkType)) {
        throw capture.unavailable(
            "it has link type " + capture.linkType + ", whose packets are not looked into");
      }
      if (filter != null) {
        capture.filter(filter);
      }
      return capture;
    } catch (CaptureUnavailableException e) {
      capture.close();
      throw e;
    }
  }

  private void filter(String filter) throws CaptureUnavailableException {
    MemorySegment program = arena.allocate(PROGRAM_BYTES, 8);
    MemorySegment text = arena.allocateFrom(filter);
    if ((int) call(library.compile, handle, program, text, 1, UNKNOWN_NETMASK) != 0
        || (int) call(library.setFilter, handle, program) != 0) {
      throw unavailable("filter \"" + filter + "\": " + message());
    }
  }

  /**
   * Waits a tenth of a second at most for a packet.
   *
   * @param packet becomes it; valid until the next call
   * @return false when none came
   * @throws CaptureUnavailableException when the interface is gone
   */
  public boolean next(PacketView packet) throws CaptureUnavailableException {
    int result = nextResult();
    if (result == 0) {
      return false;
    }
    if (result < 0) {
      throw unavailable(message());
    }
    int timeBytes = hasWideLongs ? 16 : 8;
    MemorySegment facts = at(header, timeBytes + 8L);
    long seconds = hasWideLongs ? facts.get(JAVA_LONG, 0) : facts.get(JAVA_INT, 0);
    long micros = hasWideLongs ? facts.get(JAVA_LONG, 8) : facts.get(JAVA_INT, 4);
    int captured = facts.get(JAVA_INT, timeBytes);
    long original = facts.get(JAVA_INT, timeBytes + 4L) & 0xffff_ffffL;
    if (packetBytes.length < captured) {
      packetBytes = new byte[captured];
    }
    MemorySegment.copy(at(data, captured), JAVA_BYTE, 0, packetBytes, 0, captured);
    packet.read(packetBytes, 0, captured, original, linkType, seconds * 1_000_000 + micros);
    return true;
  }

  private int nextResult() {
    try {
      return (int) library.nextPacket.invokeExact(handle, header, data);
    } catch (Throwable e) {
      throw new IllegalStateException("libpcap was called wrongly", e);
    }
  }

  /** Packets that came and were lost because they were not taken in time. */
  public long lostPackets() {
    if ((int) call(library.statistics, handle, statistics) != 0) {
      return 0;
    }
    long lost = statistics.get(JAVA_INT, 4) & 0xffff_ffffL;
    return lost + (statistics.get(JAVA_INT, 8) & 0xffff_ffffL);
  }

  /** The LINKTYPE number of the interface's packets. */
  public int linkType() {
    return linkType;
  }

  @Override
  public void close() {
    call(library.close, handle);
    arena.close();
  }

  @SuppressWarnings("restricted") // libpcap says how much is there
  private static MemorySegment at(MemorySegment pointer, long bytes) {
    return pointer.get(ADDRESS, 0).reinterpret(bytes);
  }

  @SuppressWarnings("restricted") // the text of a message ends within the buffer
  private String message() {
    MemorySegment text = (MemorySegment) call(library.message, handle);
    return text.reinterpret(PcapLibrary.MESSAGE_BYTES).getString(0);
  }

  private CaptureUnavailableException unavailable(String why) {
    return new CaptureUnavailableException(
        "cannot capture packets of interface \"" + interfaceName + "\": " + why);
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("libpcap was called wrongly", e);
    }
  }
}
