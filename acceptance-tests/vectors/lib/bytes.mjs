// Bytes as the vectors write them, and numbers as Ed25519 does.
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';

export { concatBytes as concat, hexToBytes as unhex, utf8ToBytes as utf8 };
export const hex = bytesToHex;
export const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** The number that bytes are, the lowest first. */
export function littleEndian(bytes) {
  return BigInt('0x' + hex(Uint8Array.from(bytes).reverse()));
}

/** The 32 bytes of a number, the lowest first. */
export function inLittleEndian(number) {
  return hexToBytes(number.toString(16).padStart(64, '0')).reverse();
}
