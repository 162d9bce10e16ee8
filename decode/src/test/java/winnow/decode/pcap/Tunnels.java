// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import winnow.decode.ByteWriter;

/**
 * Ethernet frames with the same inner packet, UDP from port 1111 to 53, in every kind of tunnel.
 */
public final class Tunnels {
  private static final byte[] PAYLOAD = {'h', 'e', 'l', 'l', 'o'};
  private static final byte[] INNER =
      ByteWriter.bigEndian()
          .hex("4500 0021 0000 0000 40 11 0000 c6336401 c6336402")
          .bytes(Packets.udp(1111, 53, PAYLOAD))
          .toBytes();
  private static final byte[] INNER6 =
      ByteWriter.bigEndian()
          .hex("60000000 000d 11 40")
          .hex("20010db8000100000000000000000001 20010db8000100000000000000000002")
          .bytes(Packets.udp(1111, 53, PAYLOAD))
          .toBytes();

  private Tunnels() {}

  /** The frames by the name of the tunnel. */
  public static Map<String, byte[]> byName() {
    Map<String, byte[]> frames = new LinkedHashMap<>();
    byte[] ethernet = Packets.ethernet(0x0800, INNER);
    frames.put("802.1Q", Packets.ethernet(0x8100, join("0064 0800", INNER)));
    frames.put("QinQ", Packets.ethernet(0x88a8, join("0064 8100 0065 0800", INNER)));
    frames.put("MPLS", Packets.ethernet(0x8847, join("00001040 00002140", INNER)));
    frames.put("Ethernet in MPLS", Packets.ethernet(0x8847, join("00002140 00000000", ethernet)));
    frames.put("PPPoE", Packets.ethernet(0x8864, join("1100 0001 0023 0021", INNER)));
    frames.put("LLC and SNAP", Packets.ethernet(41, join("aaaa03 000000 0800", INNER)));
    frames.put("VN tag", Packets.ethernet(0x8926, join("00000000 0800", INNER)));
    frames.put("provider backbone", Packets.ethernet(0x88e7, join("00000001", ethernet)));
    frames.put("IP in IP", ip(4, INNER));
    frames.put("6in4", ip(41, INNER6));
    frames.put("EtherIP", ip(97, join("3000", ethernet)));
    frames.put("MPLS in IP", ip(137, join("00002140", INNER)));
    frames.put("GRE", ip(47, join("0000 0800", INNER)));
    frames.put("GRE with key", ip(47, join("3000 0800 00000001 00000002", INNER)));
    frames.put("GRE with Ethernet", ip(47, join("0000 6558", ethernet)));
    frames.put("PPTP", ip(47, join("3081 880b 0025 0001 00000001 00000002 ff03 0021", INNER)));
    frames.put("ERSPAN I", ip(47, join("0000 88be", ethernet)));
    frames.put("ERSPAN II", ip(47, join("1000 88be 00000001 1000 0000 00000000", ethernet)));
    frames.put(
        "ERSPAN III", ip(47, join("1000 22eb 00000001 20000000 00000000 00000000", ethernet)));
    frames.put("WCCP", ip(47, join("0000 883e 00000000", INNER)));
    frames.put("VXLAN", udp(4789, join("08000000 00007b00", ethernet)));
    frames.put("VXLAN GPE", udp(4790, join("0c000001 00007b00", INNER)));
    frames.put("GENEVE", udp(6081, join("0100 6558 00000100 01020304", ethernet)));
    frames.put("GTP-U", udp(2152, join("30ff 0021 00000001", INNER)));
    frames.put("GTP-U extended", udp(2152, join("34ff 0029 00000001 0000 00 85 01 100900", INNER)));
    frames.put(
        "Teredo", udp(3544, join("0001 00 00 0000000000000000 00 0000 0bb8 c0000201", INNER6)));
    frames.put("L2TP", udp(1701, join("4002 0000 0001 0002 ff03 0021", INNER)));
    frames.put("VXLAN in GRE", ip(47, join("0000 0800", vxlanPacket(ethernet))));
    return frames;
  }

  /** The frame of a tunnel. */
  public static byte[] named(String name) {
    return Objects.requireNonNull(byName().get(name), name);
  }

  /** The frames. */
  public static List<byte[]> all() {
    return new ArrayList<>(byName().values());
  }

  private static byte[] vxlanPacket(byte[] ethernet) {
    return Packets.ipv4(17, 0, Packets.udp(5, 4789, join("08000000 00007b00", ethernet)));
  }

  private static byte[] ip(int protocol, byte[] content) {
    return Packets.ethernet(0x0800, Packets.ipv4(protocol, 0, content));
  }

  private static byte[] udp(int port, byte[] content) {
    return ip(17, Packets.udp(4000, port, content));
  }

  private static byte[] join(String hex, byte[] content) {
    return ByteWriter.bigEndian().hex(hex).bytes(content).toBytes();
  }
}
