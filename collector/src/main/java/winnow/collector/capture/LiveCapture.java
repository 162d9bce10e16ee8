// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import winnow.decode.pcap.PacketView;

/**
 * Packets of a network interface, through libpcap, which is loaded when the first capture is
 * opened. For one thread; {@link #close} when {@link #next} is not being called.
 */
public final class LiveCapture implements AutoCloseable {
  /** Most bytes of a packet that can be captured: MAXIMUM_SNAPLEN of pcap(3). */
  public static final int MAX_PACKET_BYTES = 262_144;

  private static final int BUFFER_BYTES = 32 << 20;
  private static final int WAIT_MILLIS = 100;
  private static final int POLL_MILLIS = 10;
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
  private long timeMicros;
  private int capturedLength;
  private long originalLength;

  private LiveCapture(PcapLibrary library, String interfaceName, int snapLength)
      throws CaptureUnavailableException {
    this.library = library;
    this.interfaceName = interfaceName;
    hasWideLongs = library.hasWideLongs();
    MemorySegment message = arena.allocate(PcapLibrary.MESSAGE_BYTES);
    handle = (MemorySegment) call(library.create, arena.allocateFrom(interfaceName), message);
    if (handle.address() == 0) {
      CaptureUnavailableException failure = unavailable(message.getString(0));
      arena.close();
      throw failure;
    }
    call(library.setSnapLength, handle, snapLength);
    call(library.setPromiscuous, handle, 1);
    call(library.setTimeout, handle, POLL_MILLIS);
    call(library.setBufferSize, handle, BUFFER_BYTES);
    int status = (int) call(library.activate, handle);
    if (status < 0) {
      CaptureUnavailableException failure = unavailable(whyNotActive(status));
      close();
      throw failure;
    }
    // While nothing at all arrives, Linux would not return, whatever the timeout is.
    call(library.setNonBlocking, handle, 1, message);
    linkType = (int) call(library.dataLink, handle);
  }

  private String whyNotActive(int status) {
    String detail = message();
    String why = text((MemorySegment) call(library.statusText, status));
    String sentence = detail.isEmpty() || detail.equals(why) ? why : why + " (" + detail + ")";
    return status == PcapLibrary.NO_PERMISSION || status == PcapLibrary.NO_PERMISSION_FOR_ALL
        ? sentence
            + "; run it as root with sudo, or as another user with the capability CAP_NET_RAW"
            + " (setpriv --ambient-caps=+net_raw, or AmbientCapabilities=CAP_NET_RAW of systemd)"
        : sentence;
  }

  /**
   * Begins to capture whole packets.
   *
   * @param interfaceName name of the interface, such as {@code eth0}; {@code any} on Linux for all
   * @param filter which packets to take, in the language of pcap-filter(7); null for all
   * @throws CaptureUnavailableException when there is no library, no such interface, no permission,
   *     no such filter, or when packets of the interface's link type are not looked into
   */
  public static LiveCapture open(String interfaceName, @Nullable String filter)
      throws CaptureUnavailableException {
    return open(interfaceName, filter, MAX_PACKET_BYTES);
  }

  /** Begins to capture the first {@code snapLength} bytes of packets. */
  static LiveCapture open(String interfaceName, @Nullable String filter, int snapLength)
      throws CaptureUnavailableException {
    LiveCapture capture = new LiveCapture(PcapLibrary.load(), interfaceName, snapLength);
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
    if (!next()) {
      return false;
    }
    if (packetBytes.length < capturedLength) {
      packetBytes = new byte[capturedLength];
    }
    copyTo(ByteBuffer.wrap(packetBytes));
    packet.read(packetBytes, 0, capturedLength, originalLength, linkType, timeMicros);
    return true;
  }

  /**
   * Waits a tenth of a second at most for a packet, which can be {@link #copyTo copied} until the
   * next call; false when none came.
   */
  boolean next() throws CaptureUnavailableException {
    boolean came = poll();
    for (int waited = 0; !came && waited < WAIT_MILLIS; waited += POLL_MILLIS) {
      LockSupport.parkNanos(POLL_MILLIS * 1_000_000L);
      came = poll();
    }
    return came;
  }

  /** The same without waiting. */
  boolean poll() throws CaptureUnavailableException {
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
    timeMicros = seconds * 1_000_000 + micros;
    capturedLength = facts.get(JAVA_INT, timeBytes);
    originalLength = facts.get(JAVA_INT, timeBytes + 4L) & 0xffff_ffffL;
    return true;
  }

  /** Puts the captured bytes of the packet into {@code to}. */
  void copyTo(ByteBuffer to) {
    to.put(at(data, capturedLength).asByteBuffer());
  }

  /** When the packet was captured, microseconds since the epoch. */
  long timeMicros() {
    return timeMicros;
  }

  /** Bytes that the packet had on the wire. */
  long originalLength() {
    return originalLength;
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

  private String message() {
    return text((MemorySegment) call(library.message, handle));
  }

  @SuppressWarnings("restricted") // libpcap ends its texts
  private static String text(MemorySegment text) {
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
