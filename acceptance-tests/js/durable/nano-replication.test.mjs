// Replications that the server runs itself, asked for as nano does it: both databases by their URLs, with credentials.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Nano from 'nano';
import { eventually, freshName, request, url } from '../lib/server.mjs';

const nano = Nano(url.replace(/\/$/, ''));
const password = decodeURIComponent(new URL(url).password);

async function filled(count) {
  const name = freshName('source');
  await nano.db.create(name);
  const docs = Array.from({ length: count }, (ignored, index) => ({ _id: `doc-${index}`, index }));
  await nano.use(name).bulk({ docs });
  return name;
}

test('replicate brings everything, and nothing the second time', async () => {
  const source = await filled(100);
  const target = freshName('target');
  const first = await nano.db.replicate(source, target, { create_target: true });
  assert.equal(first.ok, true);
  assert.equal(first.history[0].docs_written, 100);
  assert.equal((await nano.db.get(target)).doc_count, 100);
  const second = await nano.db.replicate(source, target);
  assert.equal(second.no_changes, true);
  assert.equal(second.session_id === first.session_id, false);
});

test('some documents alone', async () => {
  const source = await filled(10);
  const target = freshName('target');
  await nano.db.replicate(source, target, { create_target: true, doc_ids: ['doc-1', 'doc-7'] });
  const rows = (await nano.use(target).list()).rows;
  assert.deepEqual(rows.map((row) => row.id), ['doc-1', 'doc-7']);
});

test('a database that is missing is said to be', async () => {
  const source = await filled(1);
  await assert.rejects(nano.db.replicate(source, freshName('none')), { statusCode: 404, error: 'db_not_found' });
});

test('enable, query and disable a document of _replicator', async () => {
  const source = await filled(5);
  const target = freshName('target');
  const enabled = await nano.db.replication.enable(source, target, { create_target: true, continuous: true });
  await eventually('the documents arrive', async () => {
    const { status, json } = await request('GET', `/${encodeURIComponent(target)}`);
    return status === 200 && json.doc_count === 5;
  });
  const document = await nano.db.replication.query(enabled.id);
  assert.equal(document._replication_state, undefined);
  const { json, text } = await request('GET', `/_scheduler/docs/_replicator/${enabled.id}`);
  assert.equal(json.state, 'running');
  assert.equal(json.info.docs_written, 5);
  assert.equal(text.includes(encodeURIComponent(password)), false);
  const tasks = await request('GET', '/_active_tasks');
  assert.equal(tasks.json.filter((task) => task.doc_id === enabled.id).length, 1);
  assert.equal(tasks.text.includes(encodeURIComponent(password)), false);
  await nano.use(source).insert({ later: true }, 'later');
  await eventually('what comes later arrives', async () => {
    const { status } = await request('GET', `/${encodeURIComponent(target)}/later`);
    return status === 200;
  });
  await nano.db.replication.disable(enabled.id, document._rev);
  await eventually('the job ends', async () => {
    const { json: tasksLeft } = await request('GET', '/_active_tasks');
    return tasksLeft.every((task) => task.doc_id !== enabled.id);
  });
});

test('where clouds keep their secrets is not reached', async () => {
  const source = await filled(1);
  for (const host of ['169.254.169.254', '[::ffff:169.254.169.254]', '0.0.0.0', '[fe80::1]']) {
    const { status, json } = await request('POST', '/_replicate', { source, target: `http://${host}/db` });
    assert.equal(status, 403, host);
    assert.match(json.reason, /may not be reached/);
  }
});
