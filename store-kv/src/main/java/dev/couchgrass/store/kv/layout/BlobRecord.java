package dev.couchgrass.store.kv.layout;

/**
 * The bytes of an attachment, kept once however many revisions name them.
 *
 * @param blob the number of its pieces
 * @param pieces how many there are
 * @param length in bytes
 * @param references how many bodies name it
 */
public record BlobRecord(long blob, int pieces, long length, long references) {
  public static BlobRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new BlobRecord(in.number(), (int) in.number(), in.number(), in.number());
  }

  public byte[] encode() {
    return new ByteWriter(24)
        .number(blob)
        .number(pieces)
        .number(length)
        .number(references)
        .toBytes();
  }

  public BlobRecord withReferences(long count) {
    return new BlobRecord(blob, pieces, length, count);
  }
}
