// SPDX-License-Identifier: Apache-2.0
// Writes captures until it gets SIGTERM, as tcpdump does: packets leave a buffer when it is full, in the
// middle of one; a file follows another; now and then one gets another name. Then prints the senders of
// all packets, which occur once.
// usage: growing-captures.mjs FOLDER
import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

const PACKETS = 500;
const BUFFER = 1000;

function fileHeader() {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(0xa1b2c3d4, 0);
  bytes.writeUInt32LE(0x40002, 4);
  bytes.writeUInt32LE(262144, 16);
  bytes.writeUInt32LE(101, 20);
  return bytes;
}

// A UDP packet of 10.<number> to port 7.
function packet(number) {
  const bytes = Buffer.alloc(16 + 20 + 8 + 20);
  const length = bytes.length - 16;
  const now = Date.now();
  bytes.writeUInt32LE(Math.floor(now / 1000), 0);
  bytes.writeUInt32LE((now % 1000) * 1000, 4);
  bytes.writeUInt32LE(length, 8);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt16BE(0x4500, 16);
  bytes.writeUInt16BE(length, 18);
  bytes.writeUInt16BE(0x4011, 24);
  bytes.writeUInt32BE(0x0a000000 + number, 28);
  bytes.writeUInt32BE(0xc6336401, 32);
  bytes.writeUInt16BE(40000, 36);
  bytes.writeUInt16BE(7, 38);
  bytes.writeUInt16BE(length - 20, 40);
  return bytes;
}

const folder = process.argv[2];
let isToStop = false;
process.on("SIGTERM", () => (isToStop = true));
const senders = [];
for (let file = 0; !isToStop; file++) {
  const name = join(folder, `trace.pcap${file}`);
  const descriptor = openSync(name, "w");
  let buffered = fileHeader();
  for (let i = 0; i < PACKETS && !isToStop; i++) {
    const number = senders.length + 1;
    buffered = Buffer.concat([buffered, packet(number)]);
    senders.push(`10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}\n`);
    if (buffered.length >= BUFFER) {
      writeSync(descriptor, buffered.subarray(0, BUFFER));
      buffered = buffered.subarray(BUFFER);
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  writeSync(descriptor, buffered);
  closeSync(descriptor);
  if (file % 3 === 0) renameSync(name, `${name}.old`);
}
process.stdout.write(senders.join(""));
