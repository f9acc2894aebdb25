// The vectors are what libraries that others wrote make of the same input.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519';
import { blake3 } from '@noble/hashes/blake3';
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

/** What p2panda publishes: the headers with their signatures, and two of the ids. */
const PUBLISHED = {
  'published: no body': {
    header:
      '85015820e415c4190cc7f1647a592ebf8e5f905c2adef9948b175b2b5c11e14511b51620584011815a20d4e04a8ddb52a02313cd5237f7cc799980cb7b666c5a3c17dfb0fb9af383b1368ed200e77d5ace1cf025b358c8f6b931f687f285807f1676176616020000',
    signingBytes: '84015820e415c4190cc7f1647a592ebf8e5f905c2adef9948b175b2b5c11e14511b516200000',
    id: 'fbc25eaaa999123a8655a6879bf5da1353977bf41d0a9740ab2f436bd1199250',
  },
  'published: a body': {
    header:
      '86015820e415c4190cc7f1647a592ebf8e5f905c2adef9948b175b2b5c11e14511b516205840bb599da5c5164f91e374e2cbe7d5e1fdc5fdf09310e0ba925e7e4fb9965466106d38f1e4a4bf992f8ebd0c479f8f51cc6c7c1627de7a58c67b7d02d31cc45a000d5820bf7f440de32bfc9b3194b002a2d9afab312cb5d74771d3c31d80c0a9058aa08e00',
    id: '442bfafb2f97793a1e901881ab235938a1704b5ba8c9c379a99b5568813c8da1',
  },
  'published: a backlink': {
    header:
      '86015820e415c4190cc7f1647a592ebf8e5f905c2adef9948b175b2b5c11e14511b5162058405af1dbb37160cff5c10373a654b1ecbfc28622d675b6827961096eaa232c9bcd93b4eabc11276d928e44b5ba77c5472df5f6208b2ec5960cff6e8663058bdf0d00015820442bfafb2f97793a1e901881ab235938a1704b5ba8c9c379a99b5568813c8da1',
  },
};

test('operations are canonical and signed, and those that were published are as they were', () => {
  const operations = read('operations.json');
  assert.ok(operations.length > 30);
  for (const { name, header, signingBytes, signature, key, id } of operations) {
    assert.ok(isCanonical(unhex(header)), name);
    assert.ok(ed25519.verify(unhex(signature), unhex(signingBytes), unhex(key)), name);
    assert.equal(hex(blake3(unhex(header))), id, name);
  }
  for (const [name, published] of Object.entries(PUBLISHED)) {
    const made = operations.find((operation) => operation.name === name);
    assert.deepEqual({ ...made, ...published }, made);
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
