package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/**
 * A database that some entry belongs to.
 *
 * @param number which stands for its id in keys
 * @param rooted whether its root is there
 */
public record DatabaseRecord(int number, boolean rooted) {
  public static DatabaseRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new DatabaseRecord((int) in.number(), in.octet() != 0);
  }

  public byte[] encode() {
    return new ByteWriter(8).number(number).octet(rooted ? 1 : 0).toBytes();
  }
}
