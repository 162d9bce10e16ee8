// SPDX-License-Identifier: Apache-2.0
// Joins captures (pcap of one byte order and link type) into one, packets by time.
// usage: join-captures.mjs OUT IN...
import { readFileSync, writeFileSync } from "node:fs";

const HEADER_BYTES = 24;
const PACKET_HEADER_BYTES = 16;
const LENGTH_AT = 8;
const [out, ...inputs] = process.argv.slice(2);

/** The packets of a capture, header and all, each with its time. */
function packets(bytes, little) {
  const read = (at) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const found = [];
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const end = at + PACKET_HEADER_BYTES + read(at + LENGTH_AT);
    found.push({ seconds: read(at), fraction: read(at + 4), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return found;
}

if (inputs.length === 0) throw new Error(`nothing to join into ${out}`);
const captures = inputs.map((file) => readFileSync(file));
const header = captures[0].subarray(0, HEADER_BYTES);
captures.forEach((bytes, i) => {
  if (!bytes.subarray(0, HEADER_BYTES).equals(header)) {
    throw new Error(`${inputs[i]}: another kind of capture than ${inputs[0]}`);
  }
});
const little = header[0] === 0xd4 || header[0] === 0x4d;
const all = captures.flatMap((bytes) => packets(bytes, little));
all.sort((a, b) => a.seconds - b.seconds || a.fraction - b.fraction);
writeFileSync(out, Buffer.concat([header, ...all.map((packet) => packet.bytes)]));
