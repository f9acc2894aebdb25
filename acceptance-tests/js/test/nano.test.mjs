import assert from 'node:assert/strict';
import { test } from 'node:test';
import Nano from 'nano';
import { cities, databaseUrl, freshName, origin, url } from '../lib/server.mjs';

const nano = Nano(url.replace(/\/$/, ''));

function credentials() {
  const { username, password } = new URL(url);
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

async function database() {
  const name = freshName('nano');
  await nano.db.create(name);
  return nano.db.use(name);
}

test('the server introduces itself', async () => {
  assert.equal((await nano.info()).couchdb, 'Welcome');
  assert.equal((await nano.uuids(3)).uuids.length, 3);
});

test('databases are made, listed, described and destroyed', async () => {
  const name = freshName('nano/with$signs');
  await nano.db.create(name);
  await assert.rejects(nano.db.create(name), { statusCode: 412, error: 'file_exists' });
  assert.ok((await nano.db.list()).includes(name));
  assert.equal((await nano.db.get(name)).db_name, name);
  await nano.db.destroy(name);
  await assert.rejects(nano.db.get(name), { statusCode: 404, error: 'not_found' });
});

test('documents: insert, get, head, bulk, fetch, destroy', async () => {
  const db = await database();
  const inserted = await db.insert({ crazy: true }, 'rabbit');
  const doc = await db.get('rabbit', { revs_info: true });
  assert.equal(doc._rev, inserted.rev);
  const head = await db.head('rabbit');
  assert.equal(head.etag, `"${inserted.rev}"`);
  const bulk = await db.bulk({ docs: [{ _id: 'x' }, { _id: 'rabbit' }, { noId: true }] });
  assert.equal(bulk[0].ok, true);
  assert.equal(bulk[1].error, 'conflict');
  assert.equal(bulk[2].id.length, 32);
  const fetched = await db.fetch({ keys: ['rabbit', 'x', 'absent'] });
  assert.deepEqual(fetched.rows.map((row) => row.error ?? row.id), ['rabbit', 'x', 'not_found']);
  assert.equal((await db.list({ limit: 2 })).rows.length, 2);
  await assert.rejects(db.destroy('rabbit', '1-abc'), { statusCode: 409 });
  assert.equal((await db.destroy('rabbit', inserted.rev)).ok, true);
});

test('attachments: one, several with the document, as a stream', async () => {
  const db = await database();
  const put = await db.attachment.insert('doc', 'note.txt', 'some text', 'text/plain');
  assert.equal((await db.attachment.get('doc', 'note.txt')).toString(), 'some text');
  await db.attachment.destroy('doc', 'note.txt', { rev: put.rev });
  const attachments = [
    { name: 'one.txt', data: Buffer.from('one'), content_type: 'text/plain' },
    { name: 'two.bin', data: Buffer.from([0, 1, 2, 255]), content_type: 'application/octet-stream' },
  ];
  await db.multipart.insert({ a: 1 }, attachments, 'multi');
  assert.deepEqual([...(await db.attachment.get('multi', 'two.bin'))], [0, 1, 2, 255]);
  const body = await db.multipart.get('multi');
  assert.ok(body.toString('latin1').includes('one'));
  const chunks = [];
  for await (const chunk of db.attachment.getAsStream('multi', 'one.txt')) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), 'one');
});

test('changes: page by page and with its reader', async () => {
  const db = await database();
  const data = (await cities()).slice(0, 950);
  await db.bulk({ docs: data });
  const page = await db.changes({ limit: 10 });
  assert.equal(page.results.length, 10);
  assert.equal(page.pending, 940);
  const rest = await db.changes({ since: page.last_seq });
  assert.equal(rest.results.length, 940);
  const seen = await new Promise((resolve, reject) => {
    const batches = [];
    db.changesReader
      .get({ since: 0, batchSize: 100, timeout: 1000 })
      .on('batch', (batch) => batches.push(...batch))
      .on('end', () => resolve(batches))
      .on('error', reject);
  });
  assert.equal(seen.length, 950);
});

test('cookie sessions', async () => {
  const { username, password } = credentials();
  const anonymous = Nano(origin);
  const login = await anonymous.auth(username, password);
  assert.equal(login.ok, true);
  const session = await anonymous.session();
  assert.equal(session.userCtx.name, username);
  assert.ok(session.userCtx.roles.includes('_admin'));
  await assert.rejects(Nano(origin).auth(username, 'wrong'), { statusCode: 401 });
  assert.equal(databaseUrl('a').includes('@'), true);
});
