package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.engine.KeyRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of one database: its number (four bytes), a {@link Space} (one byte), and what the space
 * is ordered by. Numbers are big-endian, so that bytes order as the numbers do.
 */
public final class Keys {
  /** What every key begins with: database and space. */
  public static final int PREFIX_BYTES = 5;

  private final int database;

  public Keys(int database) {
    this.database = database;
  }

  /** The database's number. */
  public int database() {
    return database;
  }

  /** Everything of the database. */
  public KeyRange all() {
    return new KeyRange(
        ByteBuffer.allocate(4).putInt(database).array(),
        ByteBuffer.allocate(4).putInt(database + 1).array());
  }

  /** Everything of a space. */
  public KeyRange all(Space space) {
    return KeyRange.prefix(key(space, 0).array());
  }

  /** Everything of a space ordered by number, from one number on. */
  public KeyRange from(Space space, long number) {
    return new KeyRange(of(space, number), all(space).to());
  }

  /** The key of the {@link Counters}. */
  public byte[] counters() {
    return key(Space.COUNTERS, 0).array();
  }

  public byte[] of(Space space, long number) {
    return key(space, 8).putLong(number).array();
  }

  public byte[] of(Space space, DocumentId id) {
    return of(space, id.value());
  }

  public byte[] of(Space space, String text) {
    return of(space, text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] of(Space space, byte[] bytes) {
    return key(space, bytes.length).put(bytes).array();
  }

  /** A piece of an attachment. */
  public byte[] piece(long blob, int piece) {
    return key(Space.PIECES, 12).putLong(blob).putInt(piece).array();
  }

  /** All pieces of an attachment. */
  public KeyRange pieces(long blob) {
    return KeyRange.prefix(of(Space.PIECES, blob));
  }

  private ByteBuffer key(Space space, int more) {
    return ByteBuffer.allocate(PREFIX_BYTES + more).putInt(database).put(space.number());
  }

  /** The text that a key of a space ordered by text ends with. */
  public static String text(byte[] key) {
    return new String(key, PREFIX_BYTES, key.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  /** The number that a key of a space ordered by number ends with. */
  public static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong(PREFIX_BYTES);
  }

  /** The number of the piece that a key of {@link #piece} is for. */
  public static int piece(byte[] key) {
    return ByteBuffer.wrap(key).getInt(PREFIX_BYTES + Long.BYTES);
  }

  /** The smallest key above this one. */
  public static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
