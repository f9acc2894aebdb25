package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.revision.RevisionTree;

/**
 * A document: when it last changed, and its revision tree, whose body numbers name {@link
 * BodyRecord}s.
 */
public record DocumentRecord(long sequence, RevisionTree tree) {
  public static DocumentRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    long sequence = in.number();
    int start = in.position();
    return new DocumentRecord(sequence, RevisionTree.decode(bytes, start, bytes.length - start));
  }

  public byte[] encode() {
    byte[] encoded = tree.encode();
    return new ByteWriter(10 + encoded.length).number(sequence).rest(encoded).toBytes();
  }
}
