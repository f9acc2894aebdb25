package dev.couchgrass.store.kv.layout;

/**
 * A database's running figures, kept with every commit so that nothing is ever counted.
 *
 * @param updateSequence of the newest change
 * @param lastBody the highest body number given out
 * @param lastBlob the highest number given out to an attachment's pieces, or at a drop of one
 * @param purgeSequence of the newest purge
 * @param documents that are not deleted
 * @param designDocuments of those
 * @param deletedDocuments whose winner is a tombstone
 * @param bodyBytes of every body kept
 * @param obsoleteBytes of those, the ones that compaction will free
 * @param blobBytes of every attachment, each counted once
 * @param pieceBytes of every piece: beside those attachments, of what is on its way in or staged,
 *     and of what was dropped and is not removed yet
 */
public record Counters(
    long updateSequence,
    long lastBody,
    long lastBlob,
    long purgeSequence,
    long documents,
    long designDocuments,
    long deletedDocuments,
    long bodyBytes,
    long obsoleteBytes,
    long blobBytes,
    long pieceBytes) {
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public static Counters decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new Counters(
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number());
  }

  public byte[] encode() {
    return new ByteWriter(48)
        .number(updateSequence)
        .number(lastBody)
        .number(lastBlob)
        .number(purgeSequence)
        .number(documents)
        .number(designDocuments)
        .number(deletedDocuments)
        .number(bodyBytes)
        .number(obsoleteBytes)
        .number(blobBytes)
        .number(pieceBytes)
        .toBytes();
  }
}
