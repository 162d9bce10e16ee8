// SPDX-License-Identifier: Apache-2.0
// NetFlow v5 datagrams of 30 flows each, whose octets are numbers that occur once.
// usage: live-flows.mjs send PORT FIRST DATAGRAMS PER_MILLISECOND   sends flows FIRST and those after
//        live-flows.mjs spooled FOLDER                              prints the numbers in a spool
import { createSocket } from "node:dgram";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FLOWS = 30;
const HEADER = 24;
const RECORD = 48;
const FRAME = 36;

function datagram(first) {
  const bytes = Buffer.alloc(HEADER + FLOWS * RECORD);
  bytes.writeUInt16BE(5, 0);
  bytes.writeUInt16BE(FLOWS, 2);
  bytes.writeUInt32BE(1000, 4);
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000), 8);
  bytes.writeUInt32BE(first, 16);
  for (let i = 0; i < FLOWS; i++) {
    const at = HEADER + i * RECORD;
    bytes.writeUInt32BE(0xc0000201, at);
    bytes.writeUInt32BE(0xc6336401, at + 4);
    bytes.writeUInt32BE(1, at + 16);
    bytes.writeUInt32BE(first + i, at + 20);
    bytes.writeUInt32BE(500, at + 28);
    bytes.writeUInt16BE(40000, at + 32);
    bytes.writeUInt16BE(443, at + 34);
    bytes[at + 38] = 6;
  }
  return bytes;
}

async function send(port, first, datagrams, perMillisecond) {
  const socket = createSocket("udp4");
  for (let i = 0; i < datagrams; i++) {
    await new Promise((done) =>
      socket.send(datagram(first + i * FLOWS), port, "127.0.0.1", () => done()));
    if (i % perMillisecond === 0) await new Promise((done) => setTimeout(done, 1));
  }
  socket.close();
}

// Reads what docs/design/live.md says of segments, apart from the checksums.
function spooled(folder) {
  const numbers = new Set();
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!/\.(open|segment)$/.test(entry)) continue;
    const bytes = readFileSync(join(folder, entry));
    if (bytes.length < 12) continue;
    let at = 8;
    for (let text = 0; text < 2; text++) at += 2 + bytes.readUInt16BE(at);
    while (at + FRAME <= bytes.length) {
      const end = at + FRAME + bytes.readUInt32BE(at);
      if (end > bytes.length) break;
      for (let flow = at + FRAME + HEADER; flow < end; flow += RECORD) {
        numbers.add(bytes.readUInt32BE(flow + 20));
      }
      at = end;
    }
  }
  process.stdout.write([...numbers].map((number) => number + "\n").join(""));
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "send") await send(...rest.map(Number));
else spooled(rest[0]);
