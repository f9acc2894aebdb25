// The requests of CouchDB's own introduction, as curl sends them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { freshName, url } from '../lib/server.mjs';

const address = url.replace(/\/$/, '');

function curl(...parameters) {
  const run = spawnSync('curl', ['--silent', '--show-error', '--max-time', '30', ...parameters], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

const json = (...parameters) => JSON.parse(curl(...parameters));

const present = spawnSync('curl', ['--version']).status === 0;

test('curl, as in CouchDB\'s introduction', { skip: present ? false : 'curl is not installed' }, () => {
  const db = freshName('baseball');
  assert.equal(json(`${address}/`).couchdb, 'Welcome');
  assert.ok(json('-X', 'GET', `${address}/_all_dbs`).includes('_users'));
  assert.deepEqual(json('-X', 'PUT', `${address}/${db}`), { ok: true });
  assert.equal(json('-X', 'PUT', `${address}/${db}`).error, 'file_exists');
  const put = json('-X', 'PUT', `${address}/${db}/6e1295ed6c29495e54cc05947f18c8af`,
    '-d', '{"title":"There is Nothing Left to Lose","artist":"Foo Fighters"}');
  assert.equal(put.ok, true);
  assert.match(put.rev, /^1-[0-9a-f]{32}$/);
  const found = json('-X', 'GET', `${address}/${db}/6e1295ed6c29495e54cc05947f18c8af`);
  assert.equal(found.artist, 'Foo Fighters');
  const conflict = json('-X', 'PUT', `${address}/${db}/6e1295ed6c29495e54cc05947f18c8af`, '-d', '{"year":"1997"}');
  assert.deepEqual(conflict, { error: 'conflict', reason: 'Document update conflict.' });
  const verbose = curl('-i', '-X', 'PUT', `${address}/${db}/70b50bfa0a4b3aed1f8aff9e92dc16a0`,
    '-d', '{"title":"Blackened Sky","artist":"Biffy Clyro","year":2002}');
  assert.match(verbose, /^HTTP\/1\.1 201 Created\r\n/);
  assert.match(verbose, /\r\nETag: "1-[0-9a-f]{32}"\r\n/i);
  assert.match(verbose, /\r\nLocation: .*70b50bfa0a4b3aed1f8aff9e92dc16a0\r\n/i);
  const attached = json('-X', 'PUT', `${address}/${db}/6e1295ed6c29495e54cc05947f18c8af/artwork.jpg?rev=${put.rev}`,
    '--data-binary', 'not really a picture', '-H', 'Content-Type: image/jpg');
  assert.equal(attached.ok, true);
  assert.equal(curl(`${address}/${db}/6e1295ed6c29495e54cc05947f18c8af/artwork.jpg`), 'not really a picture');
  assert.match(curl('-I', `${address}/${db}/6e1295ed6c29495e54cc05947f18c8af`), /^HTTP\/1\.1 200 OK\r\n/);
  const copied = json('-X', 'COPY', `${address}/${db}/70b50bfa0a4b3aed1f8aff9e92dc16a0`, '-H', 'Destination: copy');
  assert.equal(copied.id, 'copy');
  assert.equal(json('-H', 'Content-Type: application/json', '-X', 'POST', `${address}/${db}/_bulk_docs`,
    '-d', '{"docs":[{"_id":"one"},{"_id":"two"}]}').length, 2);
  assert.equal(json(`${address}/${db}/_all_docs`).total_rows, 5);
  assert.equal(json(`${address}/${db}/_changes`).results.length, 5);
  assert.deepEqual(json('-X', 'DELETE', `${address}/${db}`), { ok: true });
  assert.equal(json(`${address}/${db}`).error, 'not_found');
});
