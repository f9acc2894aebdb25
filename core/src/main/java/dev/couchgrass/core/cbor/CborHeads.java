package dev.couchgrass.core.cbor;

import dev.couchgrass.core.cbor.CborReader.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values themselves, one after another: their heads, and the bytes that belong to them. */
final class CborHeads {
  private final byte[] in;
  private int at;

  CborHeads(byte[] in) {
    this.in = in;
  }

  int position() {
    return at;
  }

  InvalidCborException flaw(CborFlaw flaw) {
    return new InvalidCborException(flaw, at);
  }

  private byte first() {
    if (at == in.length) {
      throw flaw(CborFlaw.CUT_SHORT);
    }
    return in[at];
  }

  Kind kind() {
    byte first = first();
    return switch (CborHead.major(first)) {
      case CborHead.UNSIGNED, CborHead.NEGATIVE -> Kind.INTEGER;
      case CborHead.BYTES -> Kind.BYTES;
      case CborHead.TEXT -> Kind.TEXT;
      case CborHead.LIST -> Kind.LIST;
      case CborHead.MAP -> Kind.MAP;
      case CborHead.TAG -> Kind.LINK;
      default -> otherKind(CborHead.minor(first));
    };
  }

  private Kind otherKind(int minor) {
    return switch (minor) {
      case CborHead.FALSE, CborHead.TRUE -> Kind.BOOLEAN;
      case CborHead.NULL -> Kind.NULL;
      case CborHead.DOUBLE -> Kind.REAL;
      case CborHead.HALF, CborHead.SINGLE -> throw flaw(CborFlaw.SHORT_FLOAT);
      default ->
          throw flaw(minor <= CborHead.IN_ONE_BYTE ? CborFlaw.SIMPLE_VALUE : CborFlaw.RESERVED);
    };
  }

  /** Requires a value of a kind, and reads the number in its head: unsigned, of 64 bits. */
  private long readHead(int major) {
    byte first = first();
    if (CborHead.major(first) != major) {
      throw flaw(CborFlaw.WRONG_KIND);
    }
    int minor = CborHead.minor(first);
    if (minor <= CborHead.GREATEST_SHORT) {
      at++;
      return minor;
    }
    if (minor > CborHead.IN_EIGHT_BYTES) {
      boolean open = minor == CborHead.INDEFINITE && major >= CborHead.BYTES;
      throw flaw(open && major < CborHead.TAG ? CborFlaw.INDEFINITE_LENGTH : CborFlaw.RESERVED);
    }
    int following = 1 << (minor - CborHead.IN_ONE_BYTE);
    if (in.length - at - 1 < following) {
      throw flaw(CborFlaw.CUT_SHORT);
    }
    long number = 0;
    for (int i = 1; i <= following; i++) {
      number = (number << 8) | (in[at + i] & 0xff);
    }
    if (CborHead.fitsInFewer(number, following)) {
      throw flaw(CborFlaw.LONG_FORM);
    }
    at += 1 + following;
    return number;
  }

  long readInteger() {
    boolean negative = CborHead.major(first()) == CborHead.NEGATIVE;
    int from = at;
    long number = readHead(negative ? CborHead.NEGATIVE : CborHead.UNSIGNED);
    if (number < 0) {
      throw new InvalidCborException(CborFlaw.INTEGER_RANGE, from);
    }
    return negative ? -1 - number : number;
  }

  /** Reads how many things follow, each of which takes some bytes at least. */
  int readCount(int major, int bytesEach) {
    long count = readHead(major);
    if (count < 0 || count > (in.length - at) / bytesEach) {
      throw flaw(CborFlaw.CUT_SHORT);
    }
    return (int) count;
  }

  byte[] readBytes() {
    int length = readCount(CborHead.BYTES, 1);
    at += length;
    return Arrays.copyOfRange(in, at - length, at);
  }

  String readText() {
    int from = at;
    int length = readCount(CborHead.TEXT, 1);
    String text = new String(in, at, length, StandardCharsets.UTF_8);
    // What was malformed is replaced by this; so what has none was well formed.
    if (text.indexOf('\uFFFD') >= 0) {
      requireUtf8(from, length);
    }
    at += length;
    return text;
  }

  private void requireUtf8(int from, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in, at, length));
    } catch (CharacterCodingException e) {
      throw new InvalidCborException(CborFlaw.INVALID_UTF8, from);
    }
  }

  String readName() {
    if (CborHead.major(first()) != CborHead.TEXT) {
      throw flaw(CborFlaw.NAME_NOT_TEXT);
    }
    return readText();
  }

  void requireLinkTag() {
    int from = at;
    if (readHead(CborHead.TAG) != CborHead.LINK_TAG) {
      throw new InvalidCborException(CborFlaw.WRONG_TAG, from);
    }
  }

  boolean readBoolean() {
    requireKind(Kind.BOOLEAN);
    return CborHead.minor(in[at++]) == CborHead.TRUE;
  }

  void readNull() {
    requireKind(Kind.NULL);
    at++;
  }

  double readReal() {
    requireKind(Kind.REAL);
    if (in.length - at <= Double.BYTES) {
      throw flaw(CborFlaw.CUT_SHORT);
    }
    double value = ByteBuffer.wrap(in).getDouble(at + 1);
    if (!Double.isFinite(value)) {
      throw flaw(CborFlaw.NOT_FINITE);
    }
    at += 1 + Double.BYTES;
    return value;
  }

  private void requireKind(Kind kind) {
    if (kind() != kind) {
      throw flaw(CborFlaw.WRONG_KIND);
    }
  }

  void requireEnd() {
    if (at != in.length) {
      throw flaw(CborFlaw.TRAILING_BYTES);
    }
  }
}
