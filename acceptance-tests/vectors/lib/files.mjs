// The files of the specification, by name, as they have to be.
import { hashVectors, orderVectors } from './cids.mjs';
import { encodingVectors } from './encodings.mjs';
import { entryVectors } from './entries.mjs';
import { operationVectors } from './operations.mjs';
import { signingVectors, verificationVectors } from './signatures.mjs';

export const folder = new URL('../../../docs/spec/vectors/', import.meta.url);

export const files = {
  'hashes.json': () => ({ hashes: hashVectors(), order: orderVectors() }),
  'signatures.json': () => ({ signing: signingVectors(), verification: verificationVectors() }),
  'cbor.json': encodingVectors,
  'entries.json': entryVectors,
  'operations.json': operationVectors,
};
