// A server on disk that is killed again and again, while PouchDB syncs with it and others write to it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import PouchDB from 'pouchdb';
import { contents, local } from '../lib/pouch.mjs';
import { eventually } from '../lib/server.mjs';

const [program, ...before] = JSON.parse(process.env.COUCHGRASS_COMMAND);
const kills = 5;
/** How many writes are acknowledged between two kills, so that none comes before any. */
const between = 40;

/** Starts a server over a folder; it serves when this answers. */
async function serve(folder, port) {
  const child = spawn(program, [...before, 'serve', '--open', '--data', folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /listening on http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
    if (found) return { child, ended, port: Number(found[1]) };
  }
  throw new Error(`the server did not start: ${said}`);
}

/** Writes documents over HTTP, one after the other, and remembers what was acknowledged. */
class Client {
  acknowledged = new Map();
  #heads = new Map();
  #stopped = false;
  #count = 0;

  constructor(url, name) {
    this.url = url;
    this.name = name;
  }

  /** Every third one is a new revision of a document from before. */
  async #write() {
    const n = this.#count++;
    const known = [...this.#heads.keys()];
    const id = n % 3 === 2 && known.length > 0 ? known[n % known.length] : `${this.name}-${n}`;
    const answer = await fetch(`${this.url}/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ n, _rev: this.#heads.get(id) }),
      headers: { 'content-type': 'application/json' },
    });
    const { rev } = await answer.json();
    if (answer.status === 201) {
      this.#heads.set(id, rev);
      this.acknowledged.set(`${id} ${rev}`, { id, rev });
    } else {
      // The kill came between a write and its answer: what is there is not known.
      assert.equal(answer.status, 409);
      this.#heads.delete(id);
    }
  }

  async run() {
    while (!this.#stopped) {
      await this.#write().catch((failure) => {
        if (failure instanceof assert.AssertionError) throw failure;
        return new Promise((resolve) => setTimeout(resolve, 20));
      });
    }
  }

  stop() {
    this.#stopped = true;
  }
}

/** PouchDB retries all that a replication asks for but this: what it would show of its progress. */
async function patientFetch(url, options) {
  const isInfo = new URL(url).pathname === '/live/' && (options?.method ?? 'GET') === 'GET';
  while (true) {
    try {
      return await PouchDB.fetch(url, options);
    } catch (failure) {
      if (!isInfo) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function count(clients) {
  return clients.reduce((sum, client) => sum + client.acknowledged.size, 0);
}

test('a server that is killed again and again under a live sync loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couchgrass-'));
  let server = await serve(folder, 0);
  const { port } = server;
  const url = `http://127.0.0.1:${port}/live`;
  const here = local();
  let sync;
  try {
    assert.equal((await fetch(url, { method: 'PUT' })).status, 201);
    const there = new PouchDB(url, { skip_setup: true, fetch: patientFetch });
    sync = here.sync(there, { live: true, retry: true, back_off_function: () => 50 });
    const clients = ['a', 'b', 'c'].map((name) => new Client(url, name));
    const running = Promise.all(clients.map((client) => client.run()));
    for (let kill = 0; kill < kills; kill++) {
      const reached = count(clients) + between;
      for (let n = 0; n < 20; n++) await here.put({ _id: `here-${kill}-${n}`, kill, n });
      await eventually('writes', () => count(clients) >= reached, 60000);
      server.child.kill('SIGKILL');
      await server.ended;
      await here.put({ _id: `here-${kill}-while-it-is-dead` });
      server = await serve(folder, port);
    }
    clients.forEach((client) => client.stop());
    await running;

    for (const { id, rev } of clients.flatMap((client) => [...client.acknowledged.values()])) {
      const found = await there.get(id, { revs: true, conflicts: true });
      const history = found._revisions.ids.map((hash, index) => `${found._revisions.start - index}-${hash}`);
      assert.ok(history.includes(rev), `${id} ${rev} was acknowledged, and is gone`);
    }
    const state = async (db) => [...(await contents(db, { conflicts: true })).values()];
    await eventually('both sides equal', async () => {
      const [ours, theirs] = [await state(here), await state(there)];
      return ours.length >= kills * 21 && isDeepStrictEqual(ours, theirs);
    }, 60000);
    assert.deepEqual(await state(here), await state(there));

    sync.cancel();
    server.child.kill('SIGTERM');
    await server.ended;
    const check = spawnSync(program, [...before, 'check', '--data', folder], { encoding: 'utf8' });
    assert.equal(check.status, 0, check.stdout + check.stderr);
  } finally {
    sync?.cancel();
    server.child.kill('SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true });
  }
});
