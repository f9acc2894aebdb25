// Hashes and CIDs, by @noble/hashes and multiformats.
import { blake3 } from '@noble/hashes/blake3';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { hex } from './bytes.mjs';

const BLAKE3 = 0x1e;
export const RAW = 0x55;
export const DAG_CBOR = 0x71;

export function cid(codec, content) {
  return CID.createV1(codec, Digest.create(BLAKE3, blake3(content)));
}

export const parse = (text) => CID.parse(text);

/** Content of any length: 0 to 250, again and again. */
const pattern = (length) => Uint8Array.from({ length }, (_, i) => i % 251);

/** Around the borders of BLAKE3's blocks (64) and chunks (1,024). */
const LENGTHS = [0, 1, 3, 63, 64, 65, 1023, 1024, 1025, 2048, 2049, 3072, 5000, 102400];

export function hashVectors() {
  return LENGTHS.map((length) => {
    const content = pattern(length);
    const dagCbor = cid(DAG_CBOR, content);
    return {
      length,
      hash: hex(blake3(content)),
      raw: cid(RAW, content).toString(),
      dagCbor: dagCbor.toString(),
      dagCborBytes: hex(dagCbor.bytes),
    };
  });
}

/** The same ids in the order of their bytes, which is not that of their texts. */
export function orderVectors() {
  const ids = Array.from({ length: 40 }, (_, i) => cid(i % 5 ? DAG_CBOR : RAW, pattern(i)));
  const byBytes = ids.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(String);
  if (JSON.stringify(byBytes) === JSON.stringify([...byBytes].sort())) {
    throw new Error('these ids do not tell the orders apart');
  }
  return byBytes;
}
