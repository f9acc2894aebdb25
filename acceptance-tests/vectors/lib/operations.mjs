// Operations, from what they say to their bytes and ids, by @ipld/dag-cbor and @noble.
import * as dagCbor from '@ipld/dag-cbor';
import { ed25519 } from '@noble/curves/ed25519';
import { blake3 } from '@noble/hashes/blake3';
import { hex, unhex, utf8 } from './bytes.mjs';

const SECRETS = {
  alice: '01'.repeat(32),
  published: 'f47b55d7a1cc5ee3effd80a4e4a0c33112317d0432da9de6ae019ae7e78e16aa',
};
const hashOf = (bytes) => hex(blake3(bytes));

/** What an operation without a body, a timestamp and extensions says, at the beginning of a log. */
const NOTHING = { body: null, timestamp: null, sequenceNumber: 0, backlink: null, extensions: null };

/** The elements by their places; a header with a timestamp has a place for extensions in any case. */
function elements(secret, { body, timestamp, sequenceNumber, backlink, extensions }, signature) {
  const content = body === null ? null : unhex(body);
  const stamped = timestamp !== null;
  return [
    1,
    ed25519.getPublicKey(unhex(secret)),
    ...(signature ? [signature] : []),
    content ? content.length : 0,
    ...(content ? [blake3(content)] : []),
    ...(stamped ? [timestamp] : []),
    sequenceNumber,
    ...(backlink === null ? [] : [unhex(backlink)]),
    ...(extensions === null ? [] : [extensions]),
    ...(extensions === null && stamped ? [null] : []),
  ];
}

function vector(name, author, says) {
  const secret = SECRETS[author];
  const operation = { ...NOTHING, ...says };
  const signed = dagCbor.encode(elements(secret, operation));
  const signature = ed25519.sign(signed, unhex(secret));
  const header = dagCbor.encode(elements(secret, operation, signature));
  const { extensions } = operation;
  return {
    name,
    secret,
    ...operation,
    key: hex(ed25519.getPublicKey(unhex(secret))),
    extensions: extensions === null ? null : hex(dagCbor.encode(extensions)),
    bodyHash: operation.body === null ? null : hashOf(unhex(operation.body)),
    signingBytes: hex(signed),
    signature: hex(signature),
    header: hex(header),
    id: hashOf(header),
  };
}

/** The fixtures that p2panda publishes, made anew. */
function publishedVectors() {
  const body = hex(utf8('Hello, Sloth!'));
  const first = vector('published: a body', 'published', { body });
  return [
    vector('published: no body', 'published', {}),
    first,
    vector('published: a backlink', 'published', { sequenceNumber: 1, backlink: first.id }),
  ];
}

/** Sequence numbers and bodies at the borders of how long a head of CBOR is. */
function borderVectors(backlink) {
  const numbers = [1, 23, 24, 255, 256, 65535, 65536, 2 ** 32 - 1];
  const sizes = [1, 23, 24, 255, 256, 1025];
  return [
    ...numbers.map((sequenceNumber) =>
      vector(`sequence number ${sequenceNumber}`, 'alice', { sequenceNumber, backlink }),
    ),
    ...sizes.map((size) => vector(`a body of ${size} bytes`, 'alice', { body: '07'.repeat(size) })),
  ];
}

function stampedVectors(backlink) {
  const body = hex(utf8('stamped'));
  return [
    ...[0, 23, 1704067200000000, 2 ** 53 - 1].map((timestamp) =>
      vector(`a timestamp of ${timestamp}`, 'alice', { timestamp }),
    ),
    vector('a timestamp and a body', 'alice', { timestamp: 24, body }),
    vector('a timestamp and a backlink', 'alice', { timestamp: 0, sequenceNumber: 2, backlink }),
    vector('a timestamp and all else', 'alice', {
      timestamp: 1704067200000001,
      body,
      sequenceNumber: 256,
      backlink,
      extensions: { log: utf8('notes'), prune: true },
    }),
  ];
}

function extendedVectors(backlink) {
  const log = blake3(utf8('a topic'));
  const sorted = [unhex(backlink), blake3(utf8('another'))].sort(Buffer.compare);
  const kinds = [
    ['a prune flag alone', true],
    ['a text', 'notes'],
    ['an empty list', []],
    ['an empty map', {}],
    ['a list as nodes have it', [1, 0, log, 1704067200000000, true]],
    ["a map of the application's", { app: { nested: [1, -1, 1.5, null, new Uint8Array(3)] } }],
    ['a log', { log }],
    ['a prune flag', { prune: true }],
    ['a previous operation', { previous: [unhex(backlink)] }],
    ['everything about logs', { log, prune: true, previous: sorted }],
    ["everything, and the application's", { log, prune: true, previous: sorted, color: 'green' }],
  ];
  return kinds.map(([name, extensions], i) =>
    vector(`extensions: ${name}`, 'alice', i % 2 ? { extensions, sequenceNumber: i, backlink } : { extensions }),
  );
}

export function operationVectors() {
  const published = publishedVectors();
  const backlink = published[1].id;
  return [...published, ...borderVectors(backlink), ...stampedVectors(backlink), ...extendedVectors(backlink)];
}
