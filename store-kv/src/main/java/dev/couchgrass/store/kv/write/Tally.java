package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.kv.layout.Counters;

/** {@link Counters} that a transaction counts up and down. */
public final class Tally {
  long updateSequence;
  long lastBody;
  long lastBlob;
  long purgeSequence;
  long documents;
  long designDocuments;
  long deletedDocuments;
  long bodyBytes;
  long obsoleteBytes;
  long blobBytes;
  long pieceBytes;

  Tally(Counters start) {
    updateSequence = start.updateSequence();
    lastBody = start.lastBody();
    lastBlob = start.lastBlob();
    purgeSequence = start.purgeSequence();
    documents = start.documents();
    designDocuments = start.designDocuments();
    deletedDocuments = start.deletedDocuments();
    bodyBytes = start.bodyBytes();
    obsoleteBytes = start.obsoleteBytes();
    blobBytes = start.blobBytes();
    pieceBytes = start.pieceBytes();
  }

  Counters counters() {
    return new Counters(
        updateSequence,
        lastBody,
        lastBlob,
        purgeSequence,
        documents,
        designDocuments,
        deletedDocuments,
        bodyBytes,
        obsoleteBytes,
        blobBytes,
        pieceBytes);
  }
}
