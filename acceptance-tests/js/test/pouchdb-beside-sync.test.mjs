// PouchDB pulls from and pushes to two databases, live, while the command syncs the two with each other.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { contents, local, remote } from '../lib/pouch.mjs';
import { databaseUrl, eventually } from '../lib/server.mjs';

const seed = Number(process.env.COUCHGRASS_SEED ?? Date.now() % 2 ** 31);
const [command, ...options] = JSON.parse(process.env.COUCHGRASS_COMMAND);
const PATIENCE = 60000;
const NAMES = ['the one database', 'the other one', 'the first client', 'the second client'];

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
  const _id = `doc-${pick(8)}`;
  const { _conflicts: conflicts = [], ...rest } = await db.get(_id, { conflicts: true }).catch(() => ({ _id }));
  if (conflicts.length > 0 && pick(4) === 0) return db.remove(_id, conflicts[pick(conflicts.length)]);
  if (rest._rev && pick(6) === 0) return db.remove(rest);
  if (rest._rev && pick(4) === 0) {
    const data = Buffer.alloc(1 + pick(30000), pick(256));
    return db.putAttachment(_id, `file-${pick(2)}`, rest._rev, data, pick(2) ? 'text/plain' : 'image/png');
  }
  return db.put({ ...rest, by, value: pick(1000) });
}

/** Every document with its conflicts and its attachments, whichever order they are told in. */
async function state(db) {
  const docs = await contents(db, { conflicts: true });
  return [...docs.values()].map(({ _attachments = {}, ...doc }) => ({
    ...doc,
    _conflicts: (doc._conflicts ?? []).sort(),
    files: Object.entries(_attachments).map(([name, { content_type, length }]) => [name, content_type, length]).sort(),
  }));
}

test(`clients at both ends of a live sync agree in the end (COUCHGRASS_SEED=${seed})`, async () => {
  const pick = random(seed);
  const [one, other] = [remote(), remote()];
  await Promise.all([one.info(), other.info()]);
  const syncing = spawn(command, [
    ...options, 'sync', databaseUrl(one.serverName), databaseUrl(other.serverName), '--live',
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(syncing, 'exit');
  const clients = [local(), local()];
  const lives = [one, other].map((server, i) => clients[i].sync(server, { live: true, retry: true }));
  try {
    for (let round = 0; round < 60; round++) {
      const by = pick(2);
      await edit([clients[by], one, other][pick(3)], pick, by).catch((error) => assert.equal(error.status, 409));
    }
    let states = [];
    await eventually('all four are equal', async () => {
      states = await Promise.all([one, other, ...clients].map(state));
      return states.every((each) => isDeepStrictEqual(each, states[0]));
    }, PATIENCE).catch((error) => {
      for (const i of [1, 2, 3]) assert.deepEqual(states[i], states[0], `${NAMES[i]} is not as ${NAMES[0]}`);
      throw error;
    });
    assert.ok(states[0].length > 0);
    assert.equal(syncing.exitCode, null, 'it goes on');
  } finally {
    lives.forEach((live) => live.cancel());
    syncing.kill('SIGINT');
    const [exitCode] = await ended;
    assert.equal(exitCode, 130);
  }
});
