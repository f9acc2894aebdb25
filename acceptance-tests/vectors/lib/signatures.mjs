// Ed25519 signatures that libraries disagree about, made with the points of @noble/curves.
//
// The rule: the key A and R are canonical encodings of points of prime order, S is below the group's
// order, and S·B = R + k·A.
import { ed25519 } from '@noble/curves/ed25519';
import { sha512 } from '@noble/hashes/sha512';
import { base64, concat, hex, inLittleEndian, littleEndian, unhex, utf8 } from './bytes.mjs';

const Point = ed25519.ExtendedPoint;
const L = ed25519.CURVE.n;
const P = ed25519.CURVE.Fp.ORDER;
const SIGN = 0x80;

const mod = (number) => ((number % L) + L) % L;
const times = (point, number) => (number === 0n ? Point.ZERO : point.multiplyUnsafe(number));
const timesOrder = (point) => times(point, L - 1n).add(point);
const challenge = (r, a, message) => mod(littleEndian(sha512(concat(r, a, message))));

/** The eight points of small order: what is left of a point when it is multiplied by L. */
function torsion() {
  for (let y = 2n; ; y++) {
    try {
      const generator = timesOrder(Point.fromHex(inLittleEndian(y)));
      if (!generator.double().double().equals(Point.ZERO)) {
        return Array.from({ length: 8 }, (_, i) => times(generator, BigInt(i)));
      }
    } catch {
      // No point has this y.
    }
  }
}

const TORSION = torsion();

function strictPoint(bytes) {
  try {
    const point = Point.fromHex(bytes, false);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
}

function verifies(key, message, signature) {
  const a = strictPoint(key);
  const r = strictPoint(signature.slice(0, 32));
  const s = littleEndian(signature.slice(32));
  if (!a || !r || !a.isTorsionFree() || !r.isTorsionFree() || s >= L) {
    return false;
  }
  const k = challenge(signature.slice(0, 32), key, message);
  return times(Point.BASE, s).equals(r.add(times(a, k)));
}

function vector(name, key, message, signature) {
  return {
    name,
    key: hex(key),
    keyRefused: !strictPoint(key),
    message: hex(message),
    signature: hex(signature),
    valid: verifies(key, message, signature),
  };
}

const scalarOf = (text) => mod(littleEndian(sha512(utf8(text))));
const A_SCALAR = scalarOf('key');
const R_SCALAR = scalarOf('nonce');
const A = times(Point.BASE, A_SCALAR);
const R = times(Point.BASE, R_SCALAR);
const MESSAGE = utf8('what is signed');

/** A signature whose S fits a key and an R of these scalars, whatever was added to either. */
function signed(key, r, message, rScalar = R_SCALAR, aScalar = A_SCALAR) {
  const s = mod(rScalar + challenge(r, key, message) * aScalar);
  return concat(r, inLittleEndian(s));
}

function honest() {
  return vector('an honest signature', A.toRawBytes(), MESSAGE, signed(A.toRawBytes(), R.toRawBytes(), MESSAGE));
}

/** Encodings of y + p, and of an x of zero with a sign, which are other spellings. */
function otherSpellings() {
  const encodings = [];
  for (let y = 0n; y < 19n; y++) {
    for (const sign of [0, SIGN]) {
      const bytes = inLittleEndian(y + P);
      bytes[31] |= sign;
      encodings.push([`y = p + ${y}${sign ? ', x odd' : ''}`, bytes]);
    }
  }
  for (const y of [1n, P - 1n]) {
    const bytes = inLittleEndian(y);
    bytes[31] |= SIGN;
    encodings.push([`x = -0, y = ${y === 1n ? 1 : -1}`, bytes]);
  }
  return encodings;
}

function smallOrder() {
  const key = A.toRawBytes();
  return TORSION.flatMap((point, i) => {
    const small = point.toRawBytes();
    return [
      // S = 0 and R = -k·A, where a message makes it fit.
      vector(`a key of small order, ${i}`, small, MESSAGE, fitting(point)),
      vector(`R of small order, ${i}`, key, MESSAGE, signed(key, small, MESSAGE, 0n)),
    ];
  });
}

function fitting(key) {
  const r = TORSION.find((one) => {
    const k = challenge(one.toRawBytes(), key.toRawBytes(), MESSAGE);
    return one.add(times(key, k)).equals(Point.ZERO);
  });
  return concat((r ?? Point.ZERO).toRawBytes(), new Uint8Array(32));
}

function spelledOtherwise() {
  const key = A.toRawBytes();
  return otherSpellings().flatMap(([name, bytes]) => [
    vector(`a key with ${name}`, bytes, MESSAGE, concat(bytes, new Uint8Array(32))),
    vector(`R with ${name}`, key, MESSAGE, signed(key, bytes, MESSAGE, 0n)),
  ]);
}

/** R and a point of small order. Multiplied by 8, or by any even number for order 2, all fit. */
function mixedR() {
  const key = A.toRawBytes();
  return TORSION.slice(1).flatMap((point, i) => {
    const r = R.add(point).toRawBytes();
    return Array.from({ length: 8 }, (_, n) => {
      const message = utf8(`message ${n}`);
      return vector(`R and a point of small order, ${i + 1}, ${n}`, key, message, signed(key, r, message));
    });
  });
}

/** A key and a point of small order, and a message for which that is multiplied away. */
function mixedKey() {
  const r = R.toRawBytes();
  return TORSION.slice(1).map((point, i) => {
    const key = A.add(point).toRawBytes();
    for (let n = 0; ; n++) {
      const message = utf8(`message ${n}`);
      if (challenge(r, key, message) % 8n === 0n) {
        return vector(`a key and a point of small order, ${i + 1}`, key, message, signed(key, r, message));
      }
    }
  });
}

/** Both, so that what was added to the one takes away what was added to the other. */
function bothMixed() {
  for (let n = 0; ; n++) {
    const message = utf8(`message ${n}`);
    const r = R.add(TORSION[1]).toRawBytes();
    const key = A.add(TORSION[1]).toRawBytes();
    if (challenge(r, key, message) % 8n === 7n) {
      return vector('a key and R, each and a point of small order', key, message, signed(key, r, message));
    }
  }
}

function largeS() {
  const { key, signature } = honest();
  const s = littleEndian(unhex(signature).slice(32));
  return [1n, 2n, 15n].map((more) =>
    vector(`S + ${more}·L`, unhex(key), MESSAGE, concat(R.toRawBytes(), inLittleEndian(s + more * L))),
  );
}

function damaged() {
  const { key, signature } = honest();
  const other = unhex(signature);
  other[40] ^= 1;
  return [
    vector('another message', unhex(key), utf8('what is forged'), unhex(signature)),
    vector('another S', unhex(key), MESSAGE, other),
    vector('another key', R.toRawBytes(), MESSAGE, unhex(signature)),
    vector('S = 0 and R = 0', unhex(key), MESSAGE, new Uint8Array(64)),
  ];
}

export function verificationVectors() {
  return [
    honest(),
    ...smallOrder(),
    ...spelledOtherwise(),
    ...mixedR(),
    ...mixedKey(),
    bothMixed(),
    ...largeS(),
    ...damaged(),
  ];
}

/** RFC 8032, section 7.1, tests 1 to 3, by their secrets; and a message of 2,000 bytes. */
const SECRETS = [
  ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', ''],
  ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '72'],
  ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'af82'],
  ['0000000000000000000000000000000000000000000000000000000000000000', '00'.repeat(2_000)],
];

export function signingVectors() {
  return SECRETS.map(([secret, message]) => {
    const key = ed25519.getPublicKey(unhex(secret));
    return {
      secret,
      key: hex(key),
      keyText: `ed25519:${base64(key)}`,
      message,
      signature: hex(ed25519.sign(unhex(message), unhex(secret))),
    };
  });
}
