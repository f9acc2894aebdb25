// Writes the vectors anew, to be compared with what was there: node write.mjs
import { writeFileSync } from 'node:fs';
import { files, folder } from './lib/files.mjs';

for (const [name, make] of Object.entries(files)) {
  writeFileSync(new URL(name, folder), JSON.stringify(make(), null, 1) + '\n');
}
