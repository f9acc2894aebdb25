// Several clients that edit the same documents at random, and meet at the server now and then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contents, local, remote } from '../lib/pouch.mjs';

const seed = Number(process.env.COUCHGRASS_SEED ?? Date.now() % 2 ** 31);

/** A small generator of pseudo-random numbers (mulberry32), so that a seed repeats a run. */
function random(state) {
  let a = state;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

async function edit(db, pick, by) {
  const _id = `doc-${pick(6)}`;
  const doc = await db.get(_id, { conflicts: true }).catch(() => ({ _id }));
  const { _conflicts: conflicts = [], ...rest } = doc;
  if (conflicts.length > 0 && pick(3) === 0) return db.remove(_id, conflicts[pick(conflicts.length)]);
  if (rest._rev && pick(5) === 0) return db.remove(rest);
  return db.put({ ...rest, by, value: pick(1000) });
}

/** Every document with its conflicts, whichever order they are told in. */
async function state(db) {
  const docs = await contents(db, { conflicts: true });
  return [...docs.values()].map((doc) => ({ ...doc, _conflicts: (doc._conflicts ?? []).sort() }));
}

test(`clients that edit the same documents agree in the end (COUCHGRASS_SEED=${seed})`, async () => {
  const pick = random(seed);
  const server = remote();
  const clients = [local(), local(), local()];
  for (let round = 0; round < 15; round++) {
    for (const [index, client] of clients.entries()) {
      for (let n = pick(4); n > 0; n--) await edit(client, pick, index);
    }
    const meeting = clients.filter(() => pick(2) === 0);
    await Promise.all(meeting.map((client) => client.sync(server)));
  }
  for (let round = 0; round < 2; round++) {
    for (const client of clients) await client.sync(server);
  }
  const agreed = await state(server);
  for (const client of clients) {
    assert.deepEqual(await state(client), agreed);
  }
});
