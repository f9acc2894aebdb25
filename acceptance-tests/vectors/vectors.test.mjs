// The vectors are what libraries that others wrote make of the same input.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519';
import { hex, unhex } from './lib/bytes.mjs';
import { isCanonical, OWN_LIMITS } from './lib/encodings.mjs';
import { files, folder } from './lib/files.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

for (const [name, make] of Object.entries(files)) {
  test(`${name} is what it was made of`, () => {
    assert.deepEqual(read(name), make());
  });
}

test('an encoding is canonical exactly if the library writes it back', () => {
  const { canonical, refused } = read('cbor.json');
  assert.deepEqual(canonical.filter((bytes) => !isCanonical(unhex(bytes))), []);
  const ours = refused.filter(({ flaw }) => !OWN_LIMITS.has(flaw));
  assert.ok(ours.length > 40);
  assert.deepEqual(ours.filter(({ bytes }) => isCanonical(unhex(bytes))), []);
});

test('entries are canonical, and signed', () => {
  const entries = read('entries.json');
  assert.ok(entries.length > 12);
  for (const { name, bytes, signingBytes, signature, secret } of entries) {
    assert.ok(isCanonical(unhex(bytes)), name);
    assert.ok(isCanonical(unhex(signingBytes)), name);
    const key = ed25519.getPublicKey(unhex(secret));
    assert.ok(ed25519.verify(Buffer.from(signature, 'base64'), unhex(signingBytes), key), name);
  }
});

test('signatures are there that libraries disagree about', () => {
  const { verification, signing } = read('signatures.json');
  const lax = verification.filter(({ key, message, signature, valid }) => {
    try {
      return !valid && ed25519.verify(unhex(signature), unhex(message), unhex(key), { zip215: true });
    } catch {
      return false;
    }
  });
  assert.ok(lax.length > 40, `only ${lax.length}`);
  assert.equal(verification.filter(({ valid }) => valid).length, 1);
  for (const { secret, message, signature } of signing) {
    assert.equal(hex(ed25519.sign(unhex(message), unhex(secret))), signature);
  }
});
