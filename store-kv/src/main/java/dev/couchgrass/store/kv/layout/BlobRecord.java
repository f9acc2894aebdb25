package dev.couchgrass.store.kv.layout;

/**
 * The bytes of an attachment, kept once however many revisions name them.
 *
 * @param blob the number of its pieces, which no other attachment ever gets: the same bytes, coming
 *     again after they were dropped, are kept under another
 * @param pieces how many there are
 * @param length in bytes
 * @param references how many bodies name it
 */
public record BlobRecord(long blob, int pieces, long length, long references) {
  /** The length of a piece, but for the last one, in bytes. */
  public static final int PIECE_BYTES = 64 * 1024;

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

  /**
   * What is left when only the first so many pieces are. Attachments are removed from their end, so
   * that it is always whole pieces.
   */
  public BlobRecord first(int count) {
    return count == pieces
        ? this
        : new BlobRecord(blob, count, (long) count * PIECE_BYTES, references);
  }

  public BlobRecord withReferences(long count) {
    return new BlobRecord(blob, pieces, length, count);
  }
}
