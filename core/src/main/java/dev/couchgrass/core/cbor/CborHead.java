package dev.couchgrass.core.cbor;

/**
 * What a value of CBOR begins with: three bits that say what it is, and a number, in as few bytes
 * as hold it.
 */
final class CborHead {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int LIST = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int OTHER = 7;

  static final int FALSE = 20;
  static final int TRUE = 21;
  static final int NULL = 22;
  static final int HALF = 25;
  static final int SINGLE = 26;
  static final int DOUBLE = 27;

  /** The only tag: a link follows, as a zero byte and the bytes of a CID. */
  static final int LINK_TAG = 42;

  static final int LINK_PREFIX = 0;

  /** The greatest number within the first byte; 24 to 27 say that 1, 2, 4 or 8 bytes follow. */
  static final int GREATEST_SHORT = 23;

  static final int IN_ONE_BYTE = 24;
  static final int IN_EIGHT_BYTES = 27;
  static final int INDEFINITE = 31;

  private CborHead() {}

  static int major(byte first) {
    return (first & 0xff) >>> 5;
  }

  static int minor(byte first) {
    return first & 0x1f;
  }

  /** Whether fewer bytes than {@code following} would hold a number. */
  static boolean fitsInFewer(long number, int following) {
    return switch (following) {
      case 1 -> number <= GREATEST_SHORT;
      case 2 -> number <= 0xff;
      case 4 -> number <= 0xffff;
      default -> number >= 0 && number <= 0xffff_ffffL;
    };
  }
}
