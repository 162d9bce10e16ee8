// SPDX-License-Identifier: Apache-2.0
// Telemetry whose records have numbers that occur once: octets of flows, names of queries.
// usage: live-flows.mjs send PORT FIRST DATAGRAMS PER_MILLISECOND   NetFlow v5 of 30 flows a datagram
//        live-flows.mjs dnstap SOCKET FIRST MESSAGES                responses for n<number>.example
//        live-flows.mjs files FOLDER FIRST FILES                    CSV of 50 flows a file, moved in
//        live-flows.mjs spooled FOLDER                              prints the numbers in a spool
import { createConnection } from "node:net";
import { createSocket } from "node:dgram";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FLOWS = 30;
const HEADER = 24;
const RECORD = 48;
const FRAME = 36;
const FLOWS_PER_FILE = 50;

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

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
    if (i % perMillisecond === 0) await pause(1);
  }
  socket.close();
}

// Protocol buffers: a field that is a number, and one that is bytes.
function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
const number = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);
const content = (field, bytes) => Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);

const QUESTION = Buffer.from([0, 0, 1, 0, 1]);
const RESPONSE_HEADER = Buffer.from([0x12, 0x34, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0]);
const label = (text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);

function dnstapMessage(numberOfName) {
  const response = Buffer.concat(
    [RESPONSE_HEADER, label("n" + numberOfName), label("example"), QUESTION]);
  const message = Buffer.concat([
    number(1, 6), number(2, 1), number(3, 1),
    content(4, Buffer.from([192, 0, 2, 1])), content(5, Buffer.from([198, 51, 100, 1])),
    number(6, 40000), number(7, 53),
    number(12, Math.floor(Date.now() / 1000)), content(14, response),
  ]);
  return Buffer.concat([content(14, message), number(15, 1)]);
}

function frame(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function control(type) {
  const name = Buffer.from("protobuf:dnstap.Dnstap");
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(type, 0);
  bytes.writeUInt32BE(1, 4);
  bytes.writeUInt32BE(name.length, 8);
  return Buffer.concat([Buffer.alloc(4), frame(Buffer.concat([bytes, name]))]);
}

// Frame Streams: ready, accept, start, then data until it ends or the other side does.
async function dnstap(path, first, messages) {
  const socket = createConnection(path);
  socket.on("error", () => process.exit(0));
  socket.on("close", () => process.exit(0));
  socket.write(control(4));
  await new Promise((accepted) => socket.once("data", accepted));
  socket.write(control(2));
  for (let i = 0; i < messages; i++) {
    if (!socket.write(frame(dnstapMessage(first + i)))) {
      await new Promise((drained) => socket.once("drain", drained));
    }
    if (i % 20 === 0) await pause(1);
  }
  socket.end();
}

async function files(folder, first, count) {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    let text = "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";
    for (let flow = 0; flow < FLOWS_PER_FILE; flow++) {
      const octets = first + i * FLOWS_PER_FILE + flow;
      text += `${new Date().toISOString()},192.0.2.1,40000,198.51.100.1,443,6,1,${octets}\n`;
    }
    const name = join(folder, `flows-${first + i * FLOWS_PER_FILE}.csv`);
    writeFileSync(name + ".part", text);
    renameSync(name + ".part", name);
    await pause(40);
  }
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
      const name = /n(\d+)\x07example/.exec(bytes.toString("latin1", at + FRAME, end));
      if (name) {
        numbers.add("n" + name[1]);
      } else {
        for (let flow = at + FRAME + HEADER; flow < end; flow += RECORD) {
          numbers.add(bytes.readUInt32BE(flow + 20));
        }
      }
      at = end;
    }
  }
  process.stdout.write([...numbers].map((one) => one + "\n").join(""));
}

const [mode, place, ...rest] = process.argv.slice(2);
const numbers = rest.map(Number);
if (mode === "send") await send(Number(place), ...numbers);
else if (mode === "dnstap") await dnstap(place, ...numbers);
else if (mode === "files") await files(place, ...numbers);
else spooled(place);
