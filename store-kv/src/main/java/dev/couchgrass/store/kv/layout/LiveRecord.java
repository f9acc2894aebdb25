package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.revision.RevisionId;

/** The winner of a document that is not deleted, and the number of its body. */
public record LiveRecord(RevisionId winner, long body) {
  public static LiveRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new LiveRecord(in.revision(), in.number());
  }

  public byte[] encode() {
    return new ByteWriter(24).revision(winner).number(body).toBytes();
  }
}
