// The command's own way in and out: what is loaded is what is dumped, byte for byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cities, freshName, request, url } from '../lib/server.mjs';

const [program, ...before] = JSON.parse(process.env.COUCHGRASS_COMMAND);

function couchgrass(...parameters) {
  const run = spawnSync(program, [...before, ...parameters, '--url', url], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

test('the cities are loaded from a file and dumped equal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couchgrass-'));
  try {
    const name = freshName('loaded');
    const lines = (await cities()).map((city) => JSON.stringify(city));
    const array = join(folder, 'cities.json');
    writeFileSync(array, `[\n${lines.join(',\n')}\n]\n`);

    const loaded = couchgrass('load', name, array);
    assert.equal(loaded.status, 0, loaded.err);
    assert.equal((await request('GET', `/${name}`)).json.doc_count, lines.length);

    const dumped = couchgrass('dump', name, '--strip-rev');
    assert.equal(dumped.status, 0, dumped.err);
    assert.ok(dumped.out === lines.join('\n') + '\n', 'the dump differs from what was loaded');

    const full = join(folder, 'dump.ndjson');
    const withRevisions = couchgrass('dump', name).out;
    writeFileSync(full, withRevisions);
    const copy = freshName('copied');
    const copied = couchgrass('load', copy, full, '--keep-revs');
    assert.equal(copied.status, 0, copied.err);
    assert.ok(couchgrass('dump', copy).out === withRevisions, 'the copy differs');

    const again = couchgrass('load', name, array, '--max-listed', '3');
    assert.equal(again.status, 1);
    assert.match(again.err, /conflict/);
    assert.equal((await request('GET', `/${name}`)).json.doc_count, lines.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
