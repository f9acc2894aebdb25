import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contents, local, remote } from '../lib/pouch.mjs';
import { cities, documents, eventually, request } from '../lib/server.mjs';

test('the cities are pushed, pulled and equal; a second sync transfers nothing', async () => {
  const data = await cities();
  const source = local();
  const server = remote();
  const target = local();
  for (let at = 0; at < data.length; at += 1000) {
    await source.bulkDocs(data.slice(at, at + 1000));
  }

  const pushed = await source.replicate.to(server, { batch_size: 500 });
  assert.equal(pushed.ok, true);
  assert.equal(pushed.docs_written, data.length);
  assert.equal(pushed.doc_write_failures, 0);
  assert.equal((await server.info()).doc_count, data.length);

  const pulled = await target.replicate.from(server, { batch_size: 500 });
  assert.equal(pulled.docs_written, data.length);

  const there = await contents(source);
  assert.equal(there.size, data.length);
  assert.deepEqual(await documents(server.serverName), there, 'what the server holds');
  assert.deepEqual(await contents(target), there, 'what was pulled');

  for (const again of [await source.replicate.to(server), await target.replicate.from(server)]) {
    assert.equal(again.docs_read, 0);
    assert.equal(again.docs_written, 0);
  }
});

test('checkpoints are kept on both sides', async () => {
  const client = local();
  const server = remote();
  await client.put({ _id: 'a' });
  const { last_seq: last } = await client.replicate.to(server);

  const { json } = await request('GET', `/${server.serverName}/_local_docs?include_docs=true`);
  assert.equal(json.rows.length, 1);
  assert.equal(json.rows[0].doc.last_seq, last);
  assert.equal(json.rows[0].doc.replicator, 'pouchdb');
  const kept = await client.get(json.rows[0].id);
  assert.equal(kept.last_seq, last);
});

test('conflicts made on both sides have equal winners', async () => {
  const client = local();
  const server = remote();
  const ids = Array.from({ length: 20 }, (_, n) => `doc-${n}`);
  await client.bulkDocs(ids.map((_id) => ({ _id, by: 'both' })));
  await client.replicate.to(server);
  for (const [db, by] of [[client, 'client'], [server, 'server']]) {
    for (let edit = 0; edit < (by === 'client' ? 1 : 2); edit++) {
      const rows = [...(await contents(db)).values()];
      const odd = (doc) => Number(doc._id.slice(4)) % 2 === 1;
      await db.bulkDocs(rows.filter((doc) => edit === 0 || odd(doc)).map((doc) => ({ ...doc, by, edit })));
    }
  }
  await client.sync(server);

  const options = { conflicts: true };
  for (const id of ids) {
    const here = await client.get(id, options);
    const there = await server.get(id, options);
    assert.deepEqual(there, here);
    assert.equal(here._conflicts.length, 1, id);
  }

  // Resolving on one side resolves on the other.
  for (const id of ids) {
    const doc = await server.get(id, options);
    await server.remove(id, doc._conflicts[0]);
  }
  await client.sync(server);
  for (const id of ids) {
    assert.equal((await client.get(id, options))._conflicts, undefined);
    assert.deepEqual(await server.get(id, options), await client.get(id, options));
  }
});

test('deletions travel both ways, and so does a document made anew', async () => {
  const client = local();
  const server = remote();
  await client.bulkDocs([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
  await client.sync(server);
  await client.remove(await client.get('a'));
  await server.remove(await server.get('b'));
  await client.sync(server);
  for (const db of [client, server]) {
    assert.deepEqual([...(await contents(db)).keys()], ['c']);
    await assert.rejects(db.get('a'), { status: 404, reason: 'deleted' });
  }
  await server.put({ _id: 'a', again: true });
  await client.sync(server);
  assert.equal((await client.get('a')).again, true);
  assert.equal((await client.get('a'))._rev, (await server.get('a'))._rev);
});

test('live sync carries changes both ways as they happen', async () => {
  const client = local();
  const server = remote();
  await server.info();
  const live = client.sync(server, { live: true, retry: false });
  const ended = new Promise((resolve, reject) => live.on('complete', resolve).on('error', reject));
  try {
    for (let n = 0; n < 20; n++) {
      await client.put({ _id: `client-${n}` });
      await server.put({ _id: `server-${n}` });
      await eventually(`document ${n} on both sides`, async () => {
        const found = await Promise.allSettled([server.get(`client-${n}`), client.get(`server-${n}`)]);
        return found.every((result) => result.status === 'fulfilled');
      });
    }
  } finally {
    live.cancel();
  }
  await ended;
  assert.deepEqual(await contents(server), await contents(client));
});

test('a live replication is woken, not polled: a hundred documents in sequence take little time', async () => {
  const server = remote();
  // PouchDB asks the server what `now` is: a document put meanwhile may be before it.
  const { update_seq: since } = await server.info();
  const seen = [];
  const feed = server.changes({ live: true, since, include_docs: true }).on('change', (c) => seen.push(c.id));
  const ended = new Promise((resolve, reject) => feed.on('complete', resolve).on('error', reject));
  try {
    await server.put({ _id: 'first' });
    await eventually('the first change', () => seen.length === 1);
    for (let n = 0; n < 100; n++) {
      await server.put({ _id: `doc-${n}` });
    }
    await eventually('every change', () => seen.length === 101);
  } finally {
    feed.cancel();
  }
  await ended;
  assert.equal(new Set(seen).size, 101);
});

test('filtered replication by ids carries only those', async () => {
  const server = remote();
  await server.bulkDocs(Array.from({ length: 300 }, (_, n) => ({ _id: `doc-${n}` })));
  const client = local();
  const result = await client.replicate.from(server, { doc_ids: ['doc-7', 'doc-250', 'absent'] });
  assert.equal(result.docs_written, 2);
  assert.deepEqual([...(await contents(client)).keys()].sort(), ['doc-250', 'doc-7']);
});

test('a long history travels whole, within the revisions limit', async () => {
  const client = local();
  const server = remote();
  let { rev } = await client.put({ _id: 'a', n: 0 });
  for (let n = 1; n < 150; n++) {
    ({ rev } = await client.put({ _id: 'a', _rev: rev, n }));
  }
  await client.replicate.to(server);
  const doc = await server.get('a', { revs: true, revs_info: true });
  assert.equal(doc._rev, rev);
  assert.equal(doc._revisions.ids.length, 150);
  assert.equal(doc._revs_info.filter((info) => info.status === 'available').length, 1);
});
