package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.engine.KeyRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of one database: its number (four bytes), a {@link Space} (one byte), and what the space
 * is ordered by. Numbers are big-endian, so that bytes order as the numbers do.
 */
public final class Keys {
  /** What every key begins with: database and space. */
  public static final int PREFIX_BYTES = 5;

  private static final int SPACE_AT = 4;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
    return new KeyRange(Catalogue.encode(database), Catalogue.encode(database + 1));
  }

  /** Everything of a space. */
  public KeyRange all(Space space) {
    return KeyRange.prefix(key(space, 0));
  }

  /** What no space has: nothing may be there. */
  public KeyRange beyondSpaces() {
    Space[] spaces = Space.values();
    return new KeyRange(all(spaces[spaces.length - 1]).to(), all().to());
  }

  /** Everything of a space ordered by number, from one number on. */
  public KeyRange from(Space space, long number) {
    return new KeyRange(of(space, number), all(space).to());
  }

  /** The key of the {@link Counters}. */
  public byte[] counters() {
    return key(Space.COUNTERS, 0);
  }

  public byte[] of(Space space, long number) {
    byte[] key = key(space, Long.BYTES);
    LONGS.set(key, PREFIX_BYTES, number);
    return key;
  }

  public byte[] of(Space space, DocumentId id) {
    return of(space, id.value());
  }

  public byte[] of(Space space, String text) {
    return of(space, text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] of(Space space, byte[] bytes) {
    byte[] key = key(space, bytes.length);
    System.arraycopy(bytes, 0, key, PREFIX_BYTES, bytes.length);
    return key;
  }

  /** A piece of an attachment. */
  public byte[] piece(long blob, int piece) {
    byte[] key = key(Space.PIECES, Long.BYTES + Integer.BYTES);
    LONGS.set(key, PREFIX_BYTES, blob);
    INTS.set(key, PREFIX_BYTES + Long.BYTES, piece);
    return key;
  }

  /** All pieces of an attachment. */
  public KeyRange pieces(long blob) {
    return KeyRange.prefix(of(Space.PIECES, blob));
  }

  private byte[] key(Space space, int more) {
    byte[] key = new byte[PREFIX_BYTES + more];
    INTS.set(key, 0, database);
    key[SPACE_AT] = space.number();
    return key;
  }

  /** The text that a key of a space ordered by text ends with. */
  public static String text(byte[] key) {
    return new String(key, PREFIX_BYTES, key.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  /** The number that a key of a space ordered by number ends with. */
  public static long number(byte[] key) {
    return (long) LONGS.get(key, PREFIX_BYTES);
  }

  /** The number of the piece that a key of {@link #piece} is for. */
  public static int piece(byte[] key) {
    return (int) INTS.get(key, PREFIX_BYTES + Long.BYTES);
  }

  /** The smallest key above this one. */
  public static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
