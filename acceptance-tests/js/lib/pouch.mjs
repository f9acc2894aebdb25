// PouchDB, with local databases in memory.
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { databaseUrl, freshName } from './server.mjs';

PouchDB.plugin(memory);

export function local() {
  return new PouchDB(freshName('local'), { adapter: 'memory' });
}

/** A database on the server; PouchDB makes it. */
export function remote(name = freshName('remote')) {
  return Object.assign(new PouchDB(databaseUrl(name)), { serverName: name });
}

/** Every document that PouchDB holds, by id. */
export async function contents(db, options = {}) {
  const { rows } = await db.allDocs({ include_docs: true, ...options });
  return new Map(rows.map((row) => [row.id, row.doc]));
}
