package dev.couchgrass.store.chronicle.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Entries in ascending order of their keys, read from bytes without turning them into objects.
 *
 * <table>
 * <caption>All numbers are big-endian and without sign</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>4</td><td>CRC-32C of all that follows</td></tr>
 * <tr><td>1</td><td>version of this format</td></tr>
 * <tr><td>1</td><td>height: 0 of a leaf, 1 of the parent of leaves</td></tr>
 * <tr><td>2</td><td>number of entries</td></tr>
 * <tr><td>8</td><td>number of the page</td></tr>
 * <tr><td>2</td><td>length of the prefix</td></tr>
 * <tr><td>...</td><td>the prefix, that all keys begin with</td></tr>
 * <tr><td>2 each</td><td>where each key's remainder begins and where its value does, from the
 *     beginning of the page; at last, where the page ends</td></tr>
 * <tr><td>...</td><td>remainder and value of each entry</td></tr>
 * </table>
 *
 * <p>The value of an entry of an inner page is the number of a child and the number of entries
 * beneath it, 8 bytes each; no key beneath the child is below the entry's key, and all are below
 * the next one's.
 */
final class Page {
  static final int VERSION = 1;
  static final int HEADER_BYTES = 18;

  /** What a page adds for each entry beside the key's remainder and the value, and once. */
  static final int SLOT_BYTES = 4;

  static final int END_BYTES = 2;

  /** The longest page that the numbers within it can describe. */
  static final int MAX_BYTES = 0xffff;

  /** The length of an inner page's values. */
  static final int CHILD_BYTES = 2 * Long.BYTES;

  private static final int VERSION_AT = 4;
  private static final int HEIGHT_AT = 5;
  private static final int COUNT_AT = 6;
  private static final int ID_AT = 8;
  private static final int PREFIX_LENGTH_AT = 16;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int count;
  private final int prefix;

  /** Where the table of places begins. */
  private final int table;

  /** Zero of a draft. */
  private long id;

  /** For the cache. It does not matter that threads race here. */
  private boolean used;

  /** Takes the bytes as its own. */
  private Page(byte[] bytes) {
    this.bytes = bytes;
    count = unsignedShort(bytes, COUNT_AT);
    prefix = unsignedShort(bytes, PREFIX_LENGTH_AT);
    table = HEADER_BYTES + prefix;
    id = (long) LONGS.get(bytes, ID_AT);
  }

  /**
   * A page as it was read.
   *
   * @throws PageException if it is not that page, as it was written
   */
  static Page of(long id, byte[] bytes) {
    if (bytes.length <= HEADER_BYTES || (int) INTS.get(bytes, 0) != checksum(bytes)) {
      throw new PageException(id, "The checksum does not match");
    }
    if (bytes[VERSION_AT] != VERSION) {
      throw new PageException(id, "The format is not known");
    }
    Page page = new Page(bytes);
    if (page.id() != id) {
      throw new PageException(id, "Another page is in its place");
    }
    return page;
  }

  /** A page that has no number yet. */
  static Page draft(int height, int count, byte[] key, int prefix, int length) {
    byte[] bytes = new byte[length];
    bytes[VERSION_AT] = VERSION;
    bytes[HEIGHT_AT] = (byte) height;
    SHORTS.set(bytes, COUNT_AT, (short) count);
    SHORTS.set(bytes, PREFIX_LENGTH_AT, (short) prefix);
    System.arraycopy(key, 0, bytes, HEADER_BYTES, prefix);
    return new Page(bytes);
  }

  /** Fills a slot of a draft; the slots are filled in order. Answers where the next one begins. */
  int fill(int index, int at, byte[] key, byte[] source, int offset, int length) {
    int remainder = key.length - prefix;
    SHORTS.set(bytes, table + index * SLOT_BYTES, (short) at);
    SHORTS.set(bytes, table + index * SLOT_BYTES + 2, (short) (at + remainder));
    System.arraycopy(key, prefix, bytes, at, remainder);
    System.arraycopy(source, offset, bytes, at + remainder, length);
    int end = at + remainder + length;
    SHORTS.set(bytes, table + (index + 1) * SLOT_BYTES, (short) end);
    return end;
  }

  /** Where the first entry of a page begins. */
  int contentAt() {
    return table + count * SLOT_BYTES + END_BYTES;
  }

  /** Gives a draft its number: the page is complete with it, and its bytes do not change again. */
  byte[] seal(long id) {
    this.id = id;
    LONGS.set(bytes, ID_AT, id);
    INTS.set(bytes, 0, checksum(bytes));
    return bytes;
  }

  /** Zero of a draft. */
  long id() {
    return id;
  }

  void use() {
    if (!used) {
      used = true;
    }
  }

  void unuse() {
    used = false;
  }

  boolean wasUsed() {
    return used;
  }

  int height() {
    return bytes[HEIGHT_AT];
  }

  boolean isLeaf() {
    return bytes[HEIGHT_AT] == 0;
  }

  int count() {
    return count;
  }

  int length() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] key(int index) {
    int at = keyAt(index);
    int remainder = valueAt(index) - at;
    byte[] key = new byte[prefix + remainder];
    System.arraycopy(bytes, HEADER_BYTES, key, 0, prefix);
    System.arraycopy(bytes, at, key, prefix, remainder);
    return key;
  }

  byte[] value(int index) {
    return Arrays.copyOfRange(bytes, valueAt(index), keyAt(index + 1));
  }

  int valueAt(int index) {
    return unsignedShort(bytes, table + index * SLOT_BYTES + 2);
  }

  int valueLength(int index) {
    return keyAt(index + 1) - valueAt(index);
  }

  boolean valueEquals(int index, byte[] value) {
    return Arrays.equals(bytes, valueAt(index), keyAt(index + 1), value, 0, value.length);
  }

  /** The number of a child. */
  long child(int index) {
    return child(bytes, valueAt(index));
  }

  /** The number of a child, in the value of an inner page's entry. */
  static long child(byte[] source, int valueAt) {
    return (long) LONGS.get(source, valueAt);
  }

  /** How many entries lie beneath a child. */
  long entries(int index) {
    return entries(bytes, valueAt(index));
  }

  /** The number of entries beneath a child, in the value of an inner page's entry. */
  static long entries(byte[] source, int valueAt) {
    return (long) LONGS.get(source, valueAt + Long.BYTES);
  }

  /** The value of an inner page's entry. */
  static byte[] childValue(long id, long entries) {
    byte[] value = new byte[CHILD_BYTES];
    LONGS.set(value, 0, id);
    LONGS.set(value, Long.BYTES, entries);
    return value;
  }

  /**
   * Finds a key among those from a position on: its index, or {@code ~index} of the first key above
   * it.
   */
  int search(byte[] key, int from) {
    int order =
        Arrays.compareUnsigned(
            key, 0, Math.min(prefix, key.length), bytes, HEADER_BYTES, HEADER_BYTES + prefix);
    if (order != 0) {
      return order < 0 ? ~from : ~count;
    }
    int low = from;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      order = compareRemainder(key, middle);
      if (order == 0) {
        return middle;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ~low;
  }

  /** How many of these keys lie before this one. */
  int rank(byte[] key) {
    int index = search(key, 0);
    return index >= 0 ? index : ~index;
  }

  /** The child beneath which a key is, if it is anywhere, or belongs; none before {@code from}. */
  int childFor(byte[] key, int from) {
    int index = search(key, from);
    return index >= 0 ? index : Math.max(from, ~index - 1);
  }

  /** Whether a key lies before the one at a position. */
  boolean isBefore(byte[] key, int index) {
    int order =
        Arrays.compareUnsigned(
            key, 0, Math.min(prefix, key.length), bytes, HEADER_BYTES, HEADER_BYTES + prefix);
    return order == 0 ? compareRemainder(key, index) < 0 : order < 0;
  }

  private int compareRemainder(byte[] key, int index) {
    return Arrays.compareUnsigned(key, prefix, key.length, bytes, keyAt(index), valueAt(index));
  }

  private int keyAt(int index) {
    return unsignedShort(bytes, table + index * SLOT_BYTES);
  }

  private static int unsignedShort(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at) & 0xffff;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, VERSION_AT, bytes.length - VERSION_AT);
    return (int) crc.getValue();
  }
}
