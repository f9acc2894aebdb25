package dev.couchgrass.store.kv.layout;

import dev.couchgrass.store.engine.KeyRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Which databases a storage keeps: the keys below database number 1.
 *
 * <p>Numbers are never given out twice, so what is left of a deleted database can be removed at
 * leisure.
 */
public final class Catalogue {
  private static final byte NEXT = 0;
  private static final byte NAMES = 1;
  private static final byte DELETED = 2;
  private static final byte FORMAT = 3;
  private static final byte ENTRIES = 4;
  private static final byte LOGS = 5;
  private static final int PREFIX_BYTES = 5;

  /** The first number that a database gets. */
  public static final int FIRST_DATABASE = 1;

  /** The format that this code writes and reads. */
  public static final int FORMAT_VERSION = 3;

  private Catalogue() {}

  /** Where the format's version is kept. */
  public static byte[] format() {
    return key(FORMAT, 0).array();
  }

  /** Where the next number is kept, of a database, the store of entries or signed logs. */
  public static byte[] next() {
    return key(NEXT, 0).array();
  }

  /** Where a database is listed. */
  public static byte[] name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return key(NAMES, bytes.length).put(bytes).array();
  }

  /** Every listed database. */
  public static KeyRange names() {
    return KeyRange.prefix(key(NAMES, 0).array());
  }

  /** The name that a key of {@link #names()} is for. */
  public static String nameOf(byte[] key) {
    return new String(key, PREFIX_BYTES, key.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  /** Where a database is noted whose keys are still to be removed. */
  public static byte[] deleted(int database) {
    return key(DELETED, 4).putInt(database).array();
  }

  /** Every database whose keys are still to be removed. */
  public static KeyRange deleted() {
    return KeyRange.prefix(key(DELETED, 0).array());
  }

  /** Where the number is kept that stands for the store of entries, if there is one. */
  public static byte[] entries() {
    return key(ENTRIES, 0).array();
  }

  /** Where the number is kept that stands for signed logs, if there are any. */
  public static byte[] logs() {
    return key(LOGS, 0).array();
  }

  /** What no kind has: nothing may be there. */
  public static KeyRange beyondKinds() {
    return new KeyRange(key((byte) (LOGS + 1), 0).array(), encode(FIRST_DATABASE));
  }

  /** The number that a key of {@link #deleted()} is for. */
  public static int deletedOf(byte[] key) {
    return ByteBuffer.wrap(key).getInt(PREFIX_BYTES);
  }

  public static byte[] encode(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  public static int decode(byte[] number) {
    return ByteBuffer.wrap(number).getInt();
  }

  private static ByteBuffer key(byte space, int more) {
    return ByteBuffer.allocate(PREFIX_BYTES + more).putInt(0).put(space);
  }

  /**
   * A listed database.
   *
   * @param number of its keys
   * @param instance names it for ever
   * @param created when it was made; kept to the second, none before 1970
   */
  public record Entry(int number, String instance, Instant created) {
    public Entry {
      created = Instant.ofEpochSecond(Math.max(0, created.getEpochSecond()));
    }

    public static Entry decode(byte[] bytes) {
      ByteReader in = new ByteReader(bytes);
      return new Entry((int) in.number(), in.text(), Instant.ofEpochSecond(in.number()));
    }

    public byte[] encode() {
      return new ByteWriter(48)
          .number(number)
          .text(instance)
          .number(created.getEpochSecond())
          .toBytes();
    }
  }
}
