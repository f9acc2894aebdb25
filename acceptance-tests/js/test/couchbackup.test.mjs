import assert from 'node:assert/strict';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import couchbackup from '@cloudant/couchbackup';
import { cities, databaseUrl, documents, freshName, request } from '../lib/server.mjs';

function run(operation) {
  return new Promise((resolve, reject) => operation((error, data) => (error ? reject(error) : resolve(data))));
}

test('the cities are backed up, restored and equal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couchgrass-'));
  try {
    const [from, to] = [freshName('backup'), freshName('restore')];
    for (const name of [from, to]) {
      assert.equal((await request('PUT', `/${name}`)).status, 201);
    }
    const data = await cities();
    for (let at = 0; at < data.length; at += 1000) {
      const { status } = await request('POST', `/${from}/_bulk_docs`, { docs: data.slice(at, at + 1000) });
      assert.equal(status, 201);
    }
    const gone = await request('GET', `/${from}/${data[0]._id}`);
    await request('DELETE', `/${from}/${data[0]._id}?rev=${gone.json._rev}`);

    const file = join(folder, 'backup.txt');
    const log = join(folder, 'backup.log');
    await run((done) => couchbackup.backup(databaseUrl(from), createWriteStream(file), { log, parallelism: 2 }, done));
    await run((done) => couchbackup.restore(createReadStream(file), databaseUrl(to), { parallelism: 2 }, done));

    const restored = await documents(to);
    assert.equal(restored.size, data.length - 1);
    assert.deepEqual(restored, await documents(from));
    assert.equal((await request('GET', `/${to}/${data[0]._id}`)).json.reason, 'deleted');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
