package dev.couchgrass.store.kv.layout;

/**
 * The kinds of keys in a database, each a range of its own.
 *
 * <p>The numbers are part of the stored format: never change or reuse one.
 */
public enum Space {
  /** One key: the {@link Counters}. */
  COUNTERS(1),
  /** By setting number: revisions limit, purged infos limit, security document. */
  SETTINGS(2),
  /** By document id: {@link DocumentRecord}, deleted documents too. */
  DOCUMENTS(3),
  /** By document id: {@link LiveRecord}, of documents that are not deleted: {@code _all_docs}. */
  LIVE(4),
  /** By update sequence: {@link ChangeRecord}, one for each document: {@code _changes}. */
  CHANGES(5),
  /** By body number: {@link BodyRecord}. */
  BODIES(6),
  /**
   * By body number: the id of the document whose revision is no longer a leaf; compaction's list.
   */
  OBSOLETE(7),
  /** By local document id: {@link LocalRecord}. */
  LOCALS(8),
  /** By SHA-256 of an attachment's stored form: {@link BlobRecord}. */
  BLOBS(9),
  /** By blob number and piece number: the bytes of attachments. */
  PIECES(10),
  /** By blob number: attachments on their way in. What a crash leaves here is dropped. */
  UPLOADS(11),
  /** By purge sequence: {@link PurgeRecord}. */
  PURGES(12),
  /**
   * By a number given out at the drop, and so in that order: {@link BlobRecord} of attachments that
   * nothing names any more, or nothing ever will, and whose pieces are still to be removed.
   */
  DROPPED(13);

  private final byte number;

  Space(int number) {
    this.number = (byte) number;
  }

  byte number() {
    return number;
  }
}
