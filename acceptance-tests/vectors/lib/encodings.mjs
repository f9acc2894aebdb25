// CBOR in its canonical form, and what is refused: by its name, the bytes, and the flaw that is told.
import * as dagCbor from '@ipld/dag-cbor';
import { hex, unhex, utf8 } from './bytes.mjs';
import { cid, DAG_CBOR, RAW } from './cids.mjs';

const LINK = cid(DAG_CBOR, utf8('linked'));
const link = hex(LINK.bytes);

/** Values at the borders of how long a head is, and in the order of names. */
function values() {
  const integers = [0, 1, 23, 24, 255, 256, 65535, 65536, 4294967295, 4294967296, 2 ** 53 - 1];
  return [
    ...integers,
    ...integers.map((n) => -1 - n).filter(Number.isSafeInteger),
    9223372036854775807n,
    -9223372036854775808n,
    '',
    'é',
    '\u{1F600}',
    '\uFFFD',
    'x'.repeat(23),
    'x'.repeat(24),
    'x'.repeat(256),
    new Uint8Array(0),
    new Uint8Array(23),
    new Uint8Array(24),
    new Uint8Array(256),
    null,
    true,
    false,
    1.5,
    -0.1,
    5e-324,
    [],
    {},
    [[], [[]], { a: [] }],
    LINK,
    cid(RAW, utf8('linked')),
    Array.from({ length: 30 }, (_, i) => i),
    { z: 1, aa: 2, b: 3, ba: 4, a: 5, é: 6, '': 7 },
    Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n${i}`, LINK])),
  ];
}

const REFUSED = [
  ['nothing', '', 'CUT_SHORT'],
  ['23 in two bytes', '1817', 'LONG_FORM'],
  ['255 in three bytes', '1900ff', 'LONG_FORM'],
  ['65535 in five bytes', '1a0000ffff', 'LONG_FORM'],
  ['4294967295 in nine bytes', '1b00000000ffffffff', 'LONG_FORM'],
  ['-24 in two bytes', '3817', 'LONG_FORM'],
  ['the length of bytes in two bytes', '580100', 'LONG_FORM'],
  ['the length of a text in two bytes', '780161', 'LONG_FORM'],
  ['the length of a list in two bytes', '980100', 'LONG_FORM'],
  ['the length of a map in two bytes', 'b801616100', 'LONG_FORM'],
  ['the length of a name in two bytes', 'a178016100', 'LONG_FORM'],
  ['the tag in three bytes', `d9002a582500${link}`, 'LONG_FORM'],
  ["the length of a link's bytes in three bytes", `d82a59002500${link}`, 'LONG_FORM'],
  ['bytes of an open length', '5f4100ff', 'INDEFINITE_LENGTH'],
  ['a text of an open length', '7f6161ff', 'INDEFINITE_LENGTH'],
  ['a list of an open length', '9f00ff', 'INDEFINITE_LENGTH'],
  ['a map of an open length', 'bf616100ff', 'INDEFINITE_LENGTH'],
  ['a name of an open length', 'a17f6161ff00', 'INDEFINITE_LENGTH'],
  ['a break', 'ff', 'RESERVED'],
  ['an integer of a reserved length', '1c', 'RESERVED'],
  ['a text of a reserved length', '7e', 'RESERVED'],
  ['undefined', 'f7', 'SIMPLE_VALUE'],
  ['simple value 0', 'e0', 'SIMPLE_VALUE'],
  ['simple value 255', 'f8ff', 'SIMPLE_VALUE'],
  ['false in two bytes', 'f814', 'SIMPLE_VALUE'],
  ['a float of 16 bits', 'f93e00', 'SHORT_FLOAT'],
  ['a float of 32 bits', 'fa3fc00000', 'SHORT_FLOAT'],
  ['no number', 'fb7ff8000000000000', 'NOT_FINITE'],
  ['infinity', 'fb7ff0000000000000', 'NOT_FINITE'],
  ['2^63', '1b8000000000000000', 'INTEGER_RANGE'],
  ['-2^63 - 1', '3b8000000000000000', 'INTEGER_RANGE'],
  ['an overlong text', '62c0af', 'INVALID_UTF8'],
  ['half a surrogate pair', '63eda080', 'INVALID_UTF8'],
  ['a text that ends within a character', '61c3', 'INVALID_UTF8'],
  ['a name that is not UTF-8', 'a161ff00', 'INVALID_UTF8'],
  ['a name that is a number', 'a10000', 'NAME_NOT_TEXT'],
  ['a name that is bytes', 'a1416100', 'NAME_NOT_TEXT'],
  ['names of one length out of order', 'a2616200616100', 'NAMES_NOT_SORTED'],
  ['a longer name before a shorter one', 'a262616100616200', 'NAMES_NOT_SORTED'],
  ['names out of order, deeper', '81a2616200616100', 'NAMES_NOT_SORTED'],
  ['a name twice', 'a2616100616100', 'NAME_TWICE'],
  ['another tag', 'c000', 'WRONG_TAG'],
  ['a great number by its tag', 'c249010000000000000000', 'WRONG_TAG'],
  ['a link without its zero', `d82a5824${link}`, 'MALFORMED_LINK'],
  ['a link with a one for its zero', `d82a582501${link}`, 'MALFORMED_LINK'],
  ['a link of another version', `d82a582500${link.replace(/^01/, '02')}`, 'MALFORMED_LINK'],
  ['a link by SHA-256', `d82a582500${link.replace(/^01711e/, '017112')}`, 'MALFORMED_LINK'],
  ['a link to another codec', `d82a582500${link.replace(/^0171/, '0170')}`, 'MALFORMED_LINK'],
  ['a link with a byte less', `d82a582400${link.slice(0, -2)}`, 'MALFORMED_LINK'],
  ['a link with a byte more', `d82a582600${link}00`, 'MALFORMED_LINK'],
  ['a link that is a text', 'd82a6161', 'WRONG_KIND'],
  ['a second value', '0000', 'TRAILING_BYTES'],
  ['a byte after a map', 'a0a0', 'TRAILING_BYTES'],
  ['a number that is cut', '19ff', 'CUT_SHORT'],
  ['bytes that are cut', '4200', 'CUT_SHORT'],
  ['a text longer than there can be', '7bffffffffffffffff', 'CUT_SHORT'],
  ['a list of more than there can be', '9affffffff', 'CUT_SHORT'],
  ['a map of more than there can be', 'ba7fffffff', 'CUT_SHORT'],
  ['a map that lacks a value', 'a16161', 'CUT_SHORT'],
  ['a float that is cut', 'fb3ff80000', 'CUT_SHORT'],
  ['a list that is cut', '8200', 'CUT_SHORT'],
  ['lists too deep', '81'.repeat(40) + '80', 'TOO_DEEP'],
];

/** Whether the library would write back what it read; it need not be as strict when it reads. */
export function isCanonical(bytes) {
  let value;
  try {
    value = dagCbor.decode(bytes);
  } catch {
    return false;
  }
  return hex(dagCbor.encode(value)) === hex(bytes);
}

/** What is canonical to others: our own limits. */
export const OWN_LIMITS = new Set(['INTEGER_RANGE', 'MALFORMED_LINK', 'TOO_DEEP']);

export function encodingVectors() {
  return {
    canonical: values().map((value) => hex(dagCbor.encode(value))),
    refused: REFUSED.map(([name, bytes, flaw]) => ({ name, bytes, flaw })),
  };
}

export { unhex };
