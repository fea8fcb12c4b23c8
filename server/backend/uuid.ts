import { randomFillSync } from "node:crypto";

let last = 0;
let counter = 0;

/** A UUID of version 7 (RFC 9562): sorts by the time of its making, and within this process strictly. */
export function uuidV7(): string {
  const bytes = randomFillSync(Buffer.alloc(16));
  const now = Date.now();
  if (now > last) {
    last = now;
    counter = bytes.readUInt16BE(6) & 0x7ff;
  } else if (++counter > 0xfff) {
    // More in one millisecond than the twelve bits hold: borrow from the next.
    last++;
    counter = 0;
  }
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
