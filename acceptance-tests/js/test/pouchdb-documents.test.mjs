import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { contents, local, remote } from '../lib/pouch.mjs';
import { eventually } from '../lib/server.mjs';

test('documents are put, read, listed and removed', async () => {
  const db = remote();
  const { rev } = await db.put({ _id: 'a/b c+ü😀', value: 1.0, nested: { list: [1, 'two', null] } });
  const doc = await db.get('a/b c+ü😀');
  assert.deepEqual(doc, { _id: 'a/b c+ü😀', _rev: rev, value: 1, nested: { list: [1, 'two', null] } });
  await assert.rejects(db.put({ _id: 'a/b c+ü😀' }), { status: 409, name: 'conflict' });
  await assert.rejects(db.get('absent'), { status: 404, reason: 'missing' });
  await db.remove(doc);
  await assert.rejects(db.get('a/b c+ü😀'), { status: 404, reason: 'deleted' });
  const { rows } = await db.allDocs({ keys: ['a/b c+ü😀', 'absent'] });
  assert.equal(rows[0].value.deleted, true);
  assert.equal(rows[1].error, 'not_found');
});

test('ranges of ids come in order, both ways', async () => {
  const db = remote();
  await db.bulkDocs(['a', 'b', 'c', 'd', 'é', 'Z', '1'].map((_id) => ({ _id })));
  const ids = async (options) => (await db.allDocs(options)).rows.map((row) => row.id);
  assert.deepEqual(await ids({}), ['1', 'Z', 'a', 'b', 'c', 'd', 'é']);
  assert.deepEqual(await ids({ startkey: 'b', endkey: 'd' }), ['b', 'c', 'd']);
  assert.deepEqual(await ids({ startkey: 'b', endkey: 'd', inclusive_end: false }), ['b', 'c']);
  assert.deepEqual(await ids({ startkey: 'd', endkey: 'b', descending: true }), ['d', 'c', 'b']);
  assert.deepEqual(await ids({ skip: 2, limit: 2 }), ['a', 'b']);
  assert.deepEqual(await ids({ key: 'c' }), ['c']);
});

test('attachments of every kind go up, come down and replicate', async () => {
  const text = 'Grüße\n'.repeat(500);
  const binary = randomBytes(100_000);
  const large = randomBytes(5 * 1024 * 1024);
  const client = local();
  const server = remote();
  await client.put({
    _id: 'doc',
    _attachments: {
      'text.txt': { content_type: 'text/plain', data: Buffer.from(text) },
      'folder/binary': { content_type: 'application/octet-stream', data: binary },
      'empty': { content_type: 'text/plain', data: Buffer.alloc(0) },
    },
  });
  const { _rev } = await client.get('doc');
  await client.putAttachment('doc', 'large.bin', _rev, large, 'image/png');

  await client.replicate.to(server);
  const back = local();
  await back.replicate.from(server);
  for (const db of [server, back]) {
    assert.equal((await db.getAttachment('doc', 'text.txt')).toString(), text);
    assert.ok(binary.equals(await db.getAttachment('doc', 'folder/binary')));
    assert.ok(large.equals(await db.getAttachment('doc', 'large.bin')));
    assert.equal((await db.getAttachment('doc', 'empty')).length, 0);
  }
  const stubs = (await server.get('doc'))._attachments;
  assert.equal(stubs['text.txt'].length, Buffer.byteLength(text));
  assert.equal(stubs['large.bin'].content_type, 'image/png');
  assert.equal(stubs['large.bin'].length, large.length);

  // An update that keeps its stubs keeps its attachments; one that leaves one out removes it.
  const doc = await server.get('doc');
  delete doc._attachments.empty;
  await server.put({ ...doc, updated: true });
  assert.ok(large.equals(await server.getAttachment('doc', 'large.bin')));
  await assert.rejects(server.getAttachment('doc', 'empty'), { status: 404 });

  const put = await server.putAttachment('other', 'note', Buffer.from('hello'), 'text/plain');
  assert.equal((await server.getAttachment('other', 'note')).toString(), 'hello');
  await server.removeAttachment('other', 'note', put.rev);
  await assert.rejects(server.getAttachment('other', 'note'), { status: 404 });
});

test('attachments come inline with the listing that asks for them', async () => {
  const server = remote();
  await server.put({ _id: 'a', _attachments: { f: { content_type: 'text/plain', data: Buffer.from('one') } } });
  const { rows } = await server.allDocs({ include_docs: true, attachments: true, binary: true });
  assert.equal(rows[0].doc._attachments.f.data.toString(), 'one');
});

test('local documents stay local', async () => {
  const server = remote();
  await server.put({ _id: '_local/note', text: 'here' });
  assert.equal((await server.get('_local/note')).text, 'here');
  const doc = await server.get('_local/note');
  await server.put({ ...doc, text: 'there' });
  assert.equal((await server.get('_local/note')).text, 'there');
  assert.equal((await server.changes()).results.length, 0);
  await server.remove(await server.get('_local/note'));
  await assert.rejects(server.get('_local/note'), { status: 404 });
});

test('open revisions, bulk reads and revision diffs tell the whole tree', async () => {
  const server = remote();
  const history = (start, ids) => ({ _rev: `${start}-${ids[0]}`, _revisions: { start, ids } });
  await server.bulkDocs(
    [
      { _id: 'a', ...history(2, ['b1', 'a']), value: 1 },
      { _id: 'a', ...history(2, ['b2', 'a']), value: 2 },
      { _id: 'a', ...history(3, ['c1', 'b1', 'a']), _deleted: true },
    ],
    { new_edits: false },
  );
  const winner = await server.get('a', { conflicts: true, revs: true });
  assert.equal(winner._rev, '2-b2');
  const leaves = await server.get('a', { open_revs: 'all' });
  assert.deepEqual(leaves.map((leaf) => leaf.ok._rev).sort(), ['2-b2', '3-c1']);
  const diff = await server.revsDiff({ a: ['3-c1', '3-c2', '2-b1'], b: ['1-x'] });
  assert.deepEqual(diff.a.missing, ['3-c2']);
  assert.deepEqual(diff.b.missing, ['1-x']);
  const { results } = await server.bulkGet({ docs: [{ id: 'a', rev: '2-b1' }, { id: 'a', rev: '9-z' }], revs: true });
  assert.equal(results.flatMap((r) => r.docs).filter((d) => d.ok).length, 1);
  assert.equal(results.flatMap((r) => r.docs).filter((d) => d.error).length, 1);
});

test('compaction frees old bodies and leaves the rest', async () => {
  const server = remote();
  const first = await server.put({ _id: 'a', n: 1 });
  await server.put({ _id: 'a', _rev: first.rev, n: 2 });
  assert.equal((await server.get('a', { rev: first.rev })).n, 1);
  await server.compact();
  await eventually('the old body is gone', () =>
    server.get('a', { rev: first.rev }).then(() => false, (error) => error.status === 404));
  assert.equal((await server.get('a')).n, 2);
});

test('a database is destroyed, and made anew it is empty', async () => {
  const server = remote();
  await server.put({ _id: 'a' });
  const name = server.serverName;
  await server.destroy();
  const again = remote(name);
  assert.equal((await again.info()).doc_count, 0);
  assert.equal((await contents(again)).size, 0);
});
