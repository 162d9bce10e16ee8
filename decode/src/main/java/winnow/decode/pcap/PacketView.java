// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.schema.IpAddress;

/**
 * A packet as its headers tell, without copying: {@link CaptureReader} fills the same view again
 * for each packet. Of IP in a tunnel it tells the innermost. What the headers do not hold reads as
 * zero; ask {@link #isIp}, {@link #isUdp}, {@link #isTcp} first. Lengths are in bytes.
 */
public final class PacketView {
  static final int UDP = 17;
  static final int TCP = 6;
  static final int ICMP = 1;
  static final int ICMP6 = 58;
  static final int DCCP = 33;
  static final int SCTP = 132;
  static final int UDP_LITE = 136;

  private final PacketDissector dissector = new PacketDissector(this);

  long timestampMicros;
  long captureOffset;
  long windowOffset;
  long wireLength;
  byte[] bytes = new byte[0];
  int capturedStart;
  int capturedLength;
  int linkType;

  int version;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int protocol;
  int tos;
  int vlan;
  long sourceMac;
  long destinationMac;
  int ipLength;
  long fragmentId;
  int fragmentOffset;
  boolean moreFragments;
  int fragmentStart;
  int fragmentLength;
  int fragmentWireLength;
  int fragmentProtocol;

  boolean transport;
  int sourcePort;
  int destinationPort;
  long tcpSequence;
  long tcpAcknowledgment;
  int tcpFlags;
  int tcpWindow;
  int icmpType;
  int icmpCode;

  int payloadOffset;
  int payloadLength;
  int payloadWireLength;
  boolean malformed;

  /** Dissects {@code length} captured bytes at {@code start}; clears what was known before. */
  void dissect(byte[] packet, int start, int length, int link) {
    clear();
    bytes = packet;
    capturedStart = start;
    capturedLength = length;
    linkType = link;
    payloadOffset = start;
    dissector.dissect(packet, start, start + length, link);
  }

  /**
   * Dissects the first {@code length} bytes, at {@code start}, of a packet that is in no capture.
   *
   * @param length bytes there are
   * @param wire bytes that the packet had
   * @param link number of the LINKTYPE registry
   */
  public void dissectSample(byte[] packet, int start, int length, long wire, int link) {
    wireLength = wire;
    dissect(packet, start, length, link);
  }

  /**
   * Becomes a packet that does not come from a file.
   *
   * @param packet holds it; must not change while this view is in use
   * @param start where it starts
   * @param length how many bytes of it are there
   * @param originalLength how many it had on the wire
   * @param link number of the LINKTYPE registry
   * @param timeMicros when it was captured, microseconds since the epoch
   */
  public void read(
      byte[] packet, int start, int length, long originalLength, int link, long timeMicros) {
    read(packet, start, length, originalLength, link, timeMicros, start);
  }

  /** The same; {@code offset} is where its first byte is in what it comes from. */
  public void read(
      byte[] packet,
      int start,
      int length,
      long originalLength,
      int link,
      long timeMicros,
      long offset) {
    timestampMicros = timeMicros;
    captureOffset = offset;
    windowOffset = offset - start;
    wireLength = Math.max(originalLength, length);
    dissect(packet, start, length, link);
  }

  /** Whether packets of {@code linkType}, a number of the LINKTYPE registry, are looked into. */
  public static boolean reads(int linkType) {
    return LinkDissector.reads(linkType);
  }

  /** Becomes the packet that fragments make up, {@code payload} being what follows its header. */
  void dissectWhole(PacketView first, byte[] payload, PacketView last) {
    copyHeaders(first);
    timestampMicros = last.timestampMicros;
    captureOffset = last.captureOffset;
    windowOffset = last.captureOffset;
    wireLength = last.wireLength;
    protocol = first.fragmentProtocol;
    bytes = payload;
    capturedLength = payload.length;
    ipLength = payload.length + (version == 4 ? 20 : 40);
    dissector.dissectPayload(payload, payload.length);
  }

  /** A view with the same link and IP header, and no bytes. */
  PacketView copyOfHeaders() {
    PacketView copy = new PacketView();
    copy.copyHeaders(this);
    return copy;
  }

  private void copyHeaders(PacketView other) {
    clear();
    timestampMicros = other.timestampMicros;
    captureOffset = other.captureOffset;
    wireLength = other.wireLength;
    version = other.version;
    sourceHigh = other.sourceHigh;
    sourceLow = other.sourceLow;
    destinationHigh = other.destinationHigh;
    destinationLow = other.destinationLow;
    tos = other.tos;
    vlan = other.vlan;
    sourceMac = other.sourceMac;
    destinationMac = other.destinationMac;
    fragmentProtocol = other.fragmentProtocol;
  }

  private void clear() {
    vlan = 0;
    sourceMac = 0;
    destinationMac = 0;
    clearIp();
  }

  /** Forgets an IP header and what is above it. */
  void clearIp() {
    version = 0;
    sourceHigh = 0;
    sourceLow = 0;
    destinationHigh = 0;
    destinationLow = 0;
    protocol = 0;
    tos = 0;
    ipLength = 0;
    fragmentId = 0;
    fragmentOffset = 0;
    moreFragments = false;
    transport = false;
    sourcePort = 0;
    destinationPort = 0;
    tcpSequence = 0;
    tcpAcknowledgment = 0;
    tcpFlags = 0;
    tcpWindow = 0;
    icmpType = 0;
    icmpCode = 0;
    payloadLength = 0;
    payloadWireLength = 0;
    malformed = false;
  }

  /** When it was captured, microseconds since the epoch. */
  public long timestampMicros() {
    return timestampMicros;
  }

  /** Offset in the capture of the packet's record or block. */
  public long captureOffset() {
    return captureOffset;
  }

  /** Length on the wire, link header included (frame.len). */
  public long wireLength() {
    return wireLength;
  }

  /** Number of the LINKTYPE registry that says how it begins. */
  public int linkType() {
    return linkType;
  }

  /** Index in {@link #bytes} of its first captured byte. */
  public int capturedStart() {
    return capturedStart;
  }

  /** Bytes of it in the capture, link header included. */
  public int capturedLength() {
    return capturedLength;
  }

  /** Whether a header contradicts itself; the headers before it are good. */
  public boolean isMalformed() {
    return malformed;
  }

  /** Whether it has a whole IP header. */
  public boolean isIp() {
    return version != 0;
  }

  /** 4 or 6; 0 when there is no IP. */
  public int ipVersion() {
    return version;
  }

  /** Where it comes from; undefined unless {@link #isIp}. */
  public IpAddress source() {
    return new IpAddress(sourceHigh, sourceLow);
  }

  /** Where it goes; undefined unless {@link #isIp}. */
  public IpAddress destination() {
    return new IpAddress(destinationHigh, destinationLow);
  }

  /** The first 64 bits of {@link #source}. */
  public long sourceHigh() {
    return sourceHigh;
  }

  /** The last 64 bits of {@link #source}. */
  public long sourceLow() {
    return sourceLow;
  }

  /** The first 64 bits of {@link #destination}. */
  public long destinationHigh() {
    return destinationHigh;
  }

  /** The last 64 bits of {@link #destination}. */
  public long destinationLow() {
    return destinationLow;
  }

  /** IANA number of the protocol above IP and its extension headers. */
  public int protocol() {
    return protocol;
  }

  /** IPv4 type of service or IPv6 traffic class. */
  public int tos() {
    return tos;
  }

  /** Innermost 802.1Q VLAN id, 0 when untagged. */
  public int vlan() {
    return vlan;
  }

  /** Source MAC address in the low 48 bits, 0 when the link has none. */
  public long sourceMac() {
    return sourceMac;
  }

  /** Destination MAC address in the low 48 bits, 0 when the link has none. */
  public long destinationMac() {
    return destinationMac;
  }

  /** Length of the IP packet with its header, as the header says. */
  public int ipLength() {
    return ipLength;
  }

  /** Whether it is one of several fragments of an IP packet. */
  public boolean isFragment() {
    return fragmentOffset > 0 || moreFragments;
  }

  /** Whether more fragments follow. */
  public boolean hasMoreFragments() {
    return moreFragments;
  }

  /** Where in the whole IP payload this fragment's {@link #payloadOffset payload} belongs. */
  public int fragmentOffset() {
    return fragmentOffset;
  }

  /** Identification that the fragments of an IP packet share. */
  public long fragmentId() {
    return fragmentId;
  }

  /** Whether a whole UDP header was found; never in a fragment other than the first. */
  public boolean isUdp() {
    return transport && protocol == UDP;
  }

  /** Whether a whole TCP header was found; never in a fragment other than the first. */
  public boolean isTcp() {
    return transport && protocol == TCP;
  }

  /** Whether an ICMP or ICMPv6 type and code were found. */
  public boolean isIcmp() {
    return transport && (protocol == ICMP || protocol == ICMP6);
  }

  /** Source port of UDP, TCP, SCTP, DCCP or UDP-Lite. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Destination port of UDP, TCP, SCTP, DCCP or UDP-Lite. */
  public int destinationPort() {
    return destinationPort;
  }

  /** TCP sequence number, unsigned 32 bits. */
  public long tcpSequence() {
    return tcpSequence;
  }

  /** TCP acknowledgment number, unsigned 32 bits. */
  public long tcpAcknowledgment() {
    return tcpAcknowledgment;
  }

  /** TCP flags, the 8 bits of RFC 9293 from FIN (1) to CWR (128). */
  public int tcpFlags() {
    return tcpFlags;
  }

  /** TCP window as in the header, without scale. */
  public int tcpWindow() {
    return tcpWindow;
  }

  /** ICMP type. */
  public int icmpType() {
    return icmpType;
  }

  /** ICMP code. */
  public int icmpCode() {
    return icmpCode;
  }

  /** The bytes that hold the packet; shared, valid until the reader goes on. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Index in {@link #bytes} of what follows the last header understood: the payload of UDP, TCP or
   * ICMP, or that of IP in a later fragment or another protocol.
   */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Offset in the capture of the payload. */
  public long payloadCaptureOffset() {
    return windowOffset + payloadOffset;
  }

  /** Captured bytes of the payload, link padding excluded. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Bytes of the payload on the wire. */
  public int payloadWireLength() {
    return payloadWireLength;
  }

  /** Whether part of the payload is not in the capture. */
  public boolean isCut() {
    return payloadLength < payloadWireLength;
  }
}
