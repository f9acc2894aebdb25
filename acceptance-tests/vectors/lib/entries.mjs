// Entries, from what they say to their bytes and ids, by @ipld/dag-cbor, multiformats and @noble.
import * as dagCbor from '@ipld/dag-cbor';
import { ed25519 } from '@noble/curves/ed25519';
import { base64, hex, unhex, utf8 } from './bytes.mjs';
import { cid, DAG_CBOR, parse } from './cids.mjs';

const SECRETS = { alice: '01'.repeat(32), bob: '02'.repeat(32) };
const textOf = (name) => `ed25519:${base64(ed25519.getPublicKey(unhex(SECRETS[name])))}`;

/** Metadata by hand: JSON numbers of 64 bits are beyond JSON.stringify. */
function metadata({ settingsTips, entropy }) {
  const tips = settingsTips.map((id) => `"${id}"`).join(',');
  return `{"settings_tips":[${tips}],"entropy":${entropy ?? 'null'}}`;
}

function hintOf({ key, name, global }) {
  if (name) {
    return { name };
  }
  return global ? { pubkey: global, is_global: true } : { pubkey: key };
}

function signerOf({ path, hint }) {
  if (!path) {
    return { Direct: { hint: hintOf(hint) } };
  }
  const steps = path.map(({ database, tips }) => ({ tree: parse(database), tips: tips.map(parse) }));
  return { Delegation: { path: steps, hint: hintOf(hint) } };
}

function treeOf(entry) {
  return {
    ...(entry.root && { root: parse(entry.root) }),
    parents: entry.parents.map(parse),
    metadata: utf8(metadata(entry)),
    ...(entry.height > 0 && { h: entry.height }),
  };
}

function subtreeOf({ name, parents, data, height }) {
  return {
    name,
    parents: parents.map(parse),
    ...(data !== null && { data: unhex(data) }),
    ...(height !== null && { h: height }),
  };
}

/** The bytes of an entry; without a signature, those that are signed. */
function encode(entry, signature) {
  return dagCbor.encode({
    tree: treeOf(entry),
    subtrees: entry.subtrees.map(subtreeOf),
    sig: { key: signerOf(entry.signer), ...(signature && { sig: signature }) },
  });
}

function vector(name, secret, entry) {
  const signed = encode(entry);
  const signature = base64(ed25519.sign(signed, unhex(SECRETS[secret])));
  const bytes = encode(entry, signature);
  const id = cid(DAG_CBOR, bytes);
  return {
    name,
    secret: SECRETS[secret],
    ...entry,
    metadata: metadata(entry),
    signingBytes: hex(signed),
    signature,
    bytes: hex(bytes),
    id: id.toString(),
    idBytes: hex(id.bytes),
  };
}

const subtree = (name, parents = [], data = null, height = null) => ({ name, parents, data, height });
const sorted = (ids) => [...ids].sort((a, b) => Buffer.compare(parse(a).bytes, parse(b).bytes));
const direct = (name) => ({ path: null, hint: { key: textOf(name) } });

function root(name, secret, entropy, more = {}) {
  return vector(name, secret, {
    root: null,
    parents: [],
    settingsTips: [],
    entropy,
    height: 0,
    subtrees: [subtree('_root'), subtree('_settings', [], hex(utf8('{}')))],
    signer: direct(secret),
    ...more,
  });
}

function child(name, secret, database, parents, pin, height, subtrees, more = {}) {
  return vector(name, secret, {
    root: database.id,
    parents: sorted(parents.map(({ id }) => id)),
    settingsTips: sorted(pin.map(({ id }) => id)),
    entropy: null,
    height,
    subtrees,
    signer: direct(secret),
    ...more,
  });
}

export function entryVectors() {
  const made = [];
  const add = (entry) => made.push(entry) && entry;
  const genesis = add(root('a root', 'alice', '1'));
  const other = add(root('a root of the greatest entropy', 'bob', '18446744073709551615'));
  add(root('a root whose height is a time', 'alice', '0', { height: 1704067200000 }));
  add(
    root('a root with other stores', 'alice', '7', {
      subtrees: [
        subtree('_index', [], '00'),
        subtree('_root'),
        subtree('_settings', [], ''),
        subtree('notes', [], 'ff', 0),
      ],
    }),
  );
  const pin = [genesis];
  const first = add(
    child('a change of one store', 'alice', genesis, [genesis], pin, 1, [subtree('notes', [], '01')]),
  );
  const second = add(
    child('no data, and a store of a longer name', 'alice', genesis, [genesis], pin, 1, [
      subtree('notebook'),
      subtree('notes', [], ''),
    ]),
  );
  const merge = add(
    child('two parents, and heights of its own', 'bob', genesis, [first, second], pin, 2, [
      subtree('notes', sorted([first.id, second.id]), '02', 24),
      subtree('été', [], '03', 0),
      subtree('\u{1F331}', [], '04', 2 ** 53 - 1),
    ]),
  );
  add(child('no stores', 'alice', genesis, [merge], pin, 3, []));
  const settings = add(
    child('a change of the settings', 'alice', genesis, [merge], pin, 3, [
      subtree('_settings', [genesis.id], hex(utf8('{"name":"n"}'))),
    ]),
  );
  const settingsToo = add(
    child('a second one beside it', 'bob', genesis, [merge], pin, 3, [
      subtree('_settings', [genesis.id], hex(utf8('{"name":"m"}'))),
    ]),
  );
  const both = [settings, settingsToo];
  add(
    child('two settings pinned', 'alice', genesis, both, both, 4, [
      subtree('notes', [merge.id], '05'),
    ]),
  );
  const byHint = (name, signer, height = 256) =>
    add(child(name, 'bob', genesis, [merge], pin, height, [subtree('notes', [merge.id], '06')], { signer }));
  byHint('a key by its name', { path: null, hint: { name: 'laptop' } });
  byHint('the global key', { path: null, hint: { global: textOf('bob') } }, 65536);
  byHint('a delegated key', {
    path: [
      { database: other.id, tips: [other.id] },
      { database: genesis.id, tips: sorted([first.id, second.id]) },
    ],
    hint: { key: textOf('bob') },
  });
  byHint('a delegated name, and the greatest height', {
    path: [{ database: other.id, tips: [other.id] }],
    hint: { name: 'phone' },
  }, 2 ** 53 - 1);
  add(
    child('entropy beside a pin, and data of a longer head', 'alice', genesis, [merge], pin, 3, [
      subtree('notes', [merge.id], '07'.repeat(300)),
    ], { entropy: '9007199254740993' }),
  );
  return made;
}
