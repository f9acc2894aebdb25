// PouchDB's replicator over people of 300 bytes, from memory to memory, and to and from a server.
// Arguments: the server's URL, how many documents, how many rounds. Prints seconds, as JSON.
// It runs in the folder where PouchDB is installed.
const { createRequire } = require('node:module');
const path = require('node:path');

const installed = createRequire(path.join(process.cwd(), 'package.json'));
const PouchDB = installed('pouchdb').plugin(installed('pouchdb-adapter-memory'));

const [url, count, rounds] = process.argv.slice(2);
const BATCH = 500;
let made = 0;

const inMemory = () => new PouchDB(`memory${made++}`, { adapter: 'memory' });
const onServer = () => new PouchDB(`${url}/pouchdb${made++}`);

function person(number) {
  const id = (number * 2654435761 % 4294967296).toString(16).padStart(16, '0');
  const person = { _id: id, name: 'Julia Loria', born: 1930 + number % 90, balance: number / 100,
    location: { lat: number % 90, lon: number % 180 }, active: true, note: '' };
  person.note = 'n'.repeat(300 - JSON.stringify(person).length);
  return person;
}

async function fill(database) {
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    await database.bulkDocs(Array.from({ length }, (none, i) => person(from + i)));
  }
}

async function seconds(from, to) {
  const options = { batch_size: BATCH, batches_limit: 10 };
  const start = process.hrtime.bigint();
  const result = await PouchDB.replicate(from, to, options);
  const taken = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.docs_written !== Number(count)) {
    throw new Error(`Not everything arrived: ${result.docs_written}`);
  }
  return taken;
}

async function main() {
  const memory = inMemory();
  const server = onServer();
  await fill(memory);
  await fill(server);
  const taken = { memory: [], pull: [], push: [] };
  for (let round = 0; round < rounds; round++) {
    taken.memory.push(await seconds(memory, inMemory()));
    taken.pull.push(await seconds(server, inMemory()));
    taken.push.push(await seconds(memory, onServer()));
  }
  console.log(JSON.stringify(taken));
  process.exit(0);
}

main();
