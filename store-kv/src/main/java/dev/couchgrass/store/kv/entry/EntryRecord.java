package dev.couchgrass.store.kv.entry;

import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/**
 * What is kept of an entry beside its bytes.
 *
 * @param database the number of its database
 * @param length of its bytes
 * @param link in the graph of the database
 */
public record EntryRecord(EntryStatus status, int database, int length, Link link) {
  public static EntryRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new EntryRecord(
        EntryStatus.of(in.octet()), (int) in.number(), (int) in.number(), Link.read(in));
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(24 + Link.PARENT_BYTES * link.parents().size());
    out.octet(status.number()).number(database).number(length);
    link.write(out);
    return out.toBytes();
  }

  public EntryRecord withStatus(EntryStatus next) {
    return new EntryRecord(next, database, length, link);
  }
}
