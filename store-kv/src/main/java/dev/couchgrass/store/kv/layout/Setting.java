package dev.couchgrass.store.kv.layout;

import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of a database.
 *
 * <p>The numbers are part of the stored format: never change or reuse one.
 */
public enum Setting {
  /** How many revisions of each branch are remembered. */
  REVISIONS_LIMIT(1, 1000),
  /** How many purges are remembered. */
  PURGED_INFOS_LIMIT(2, 1000),
  /** The security document's JSON. */
  SECURITY(3, 0);

  private final int number;
  private final long initial;

  Setting(int number, long initial) {
    this.number = number;
    this.initial = initial;
  }

  public byte[] key(Keys keys) {
    return keys.of(Space.SETTINGS, number);
  }

  /** The setting's value, or CouchDB's default. */
  public long number(Function<byte[], Optional<byte[]>> reader, Keys keys) {
    return reader.apply(key(keys)).map(bytes -> new ByteReader(bytes).number()).orElse(initial);
  }

  public static byte[] encode(long value) {
    return new ByteWriter(10).number(value).toBytes();
  }
}
