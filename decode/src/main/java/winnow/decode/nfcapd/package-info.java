// SPDX-License-Identifier: Apache-2.0
/**
 * Files of nfcapd and nfdump.
 *
 * <p>All numbers are in the byte order of the machine that wrote them; little-endian files are
 * read. A file of layout 2 (nfdump 1.7) is
 *
 * <pre>
 * file header, 40 bytes
 *    0 u16 magic 0xa50c      2 u16 layout 2        4 u32 nfdump version (1.7.1: 0x01070100)
 *    8 i64 created, s       16 u8 compression     17 u8 encryption, 0
 *   18 u16 appendix blocks  20 u32 0              24 i64 file offset of the appendix
 *   32 u32 block size, the largest that a reader must hold (5 MiB)
 *   36 u32 number of data blocks, without the appendix
 * blocks, each
 *    0 u32 number of records 4 u32 bytes that follow this header, as stored
 *    8 u16 type 3           10 u16 flags: 1 not compressed, 2 not encrypted, 4 internal
 *   12 records
 * appendix: blocks (flags 1) with the records ident (0x8001) and statistics (0x8002)
 * </pre>
 *
 * <p>Compression is 0 none, 1 LZO1X, 2 bzip2, 3 LZ4 block format, 4 a zstd frame, of each block on
 * its own. A record starts with u16 type, u16 size including these 4 bytes. Type 11 is a flow:
 *
 * <pre>
 *    0 u16 11, u16 size      4 u16 number of elements
 *    6 u8 engine type        7 u8 engine id
 *    8 u16 exporter, the sysid of a record of type 7; 0 unknown
 *   10 u8 flags: 1 event, 2 sampled, 4 anonymised      11 u8 NetFlow version
 *   12 elements, each u16 type, u16 length including these 4 bytes, value:
 *    1 generic flow: u64 first ms, u64 last ms, u64 received ms, u64 packets, u64 octets,
 *      u16 source port, u16 destination port (ICMP: type * 256 + code), u8 protocol, u8 TCP flags,
 *      u8 forwarding status, u8 source TOS; 48 bytes
 *    2 u32 source, u32 destination IPv4 address, as numbers
 *    3 u64[2] source, u64[2] destination IPv6 address, more significant half first
 *    4 u32 input, u32 output, u8 source mask, u8 destination mask, u8 direction, u8 destination
 *      TOS, u8 biflow direction, u8 end reason, u8 reverse TCP flags, u8 0; 16 bytes
 *    5 u64 flows, u64 reverse packets, u64 reverse octets
 *    6 u32 VLAN, u32 post VLAN       7 u32 source AS, u32 destination AS
 *    8 u32 BGP next hop (9: IPv6)   10 u32 next hop (11: IPv6)   12 u32 router (13: IPv6)
 *   15 u64 MACs: in source, out destination, in destination, out source
 *   18 i32 sampler, u32 interval, u16 mode, u16 exporter
 *   19 u64 event ms, u32 connection, u16 extended event, u8 event, u8 0 (25: NAT event, the same start)
 *   20 u32 translated source, u32 translated destination (21: IPv6)   22 the same, u16 ports
 *   24 user name, 66 bytes          27 application id          33 u64 point, u32 domain
 * </pre>
 *
 * <p>Type 7 describes an exporter: u32 version, 16 bytes address (IPv4 in the low half of the
 * second u64), u16 address family (2 for IPv4), u16 sysid, u32 observation domain. Type 15 is a
 * sampler: u16 sysid, u16 algorithm, i64 id, u32 packets taken, u32 packets then left out.
 *
 * <p>nfcapd multiplies packets and octets of a sampled flow, both ways, by the sampling interval
 * before it writes them, in either layout. They are read as they are, so that totals equal those of
 * nfdump, and the sampling interval of every flow is 1: nothing is left to multiply.
 *
 * <p>Layout 1 (nfdump 1.6) has a header of 140 bytes (magic, layout, u32 flags, u32 blocks, ident
 * of 128 bytes), statistics of 136 bytes, and blocks of type 2. Extension maps (type 2) list what
 * follows the fixed part of common records (types 1 and 10), see {@link
 * winnow.decode.nfcapd.CommonRecords}.
 */
@NullMarked
package winnow.decode.nfcapd;

import org.jspecify.annotations.NullMarked;
