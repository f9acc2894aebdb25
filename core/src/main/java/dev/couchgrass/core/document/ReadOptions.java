package dev.couchgrass.core.document;

import dev.couchgrass.core.json.JsonLimits;

/**
 * How documents are read.
 *
 * @param hashing whether bodies are likely to be hashed, as those of edits are: what {@link
 *     RevisionHash} needs is then made in the same pass. Results are the same either way
 * @param limits of the whole text; a bulk request nests its documents two levels deeper
 * @param maxBodyBytes how long a document's body may be, at least 2
 * @param maxDocuments how many documents a bulk request may have, at least 1
 */
public record ReadOptions(boolean hashing, JsonLimits limits, int maxBodyBytes, int maxDocuments) {
  /** Hashing, {@link JsonLimits#DEFAULTS}, and CouchDB's 8,000,000 bytes and 10,000 documents. */
  public static final ReadOptions DEFAULTS =
      new ReadOptions(true, JsonLimits.DEFAULTS, 8_000_000, 10_000);

  public ReadOptions {
    if (maxBodyBytes < 2) {
      throw new IllegalArgumentException("maxBodyBytes must be at least 2");
    }
    if (maxDocuments < 1) {
      throw new IllegalArgumentException("maxDocuments must be at least 1");
    }
  }

  public ReadOptions withHashing(boolean wanted) {
    return new ReadOptions(wanted, limits, maxBodyBytes, maxDocuments);
  }

  public ReadOptions withLimits(JsonLimits newLimits) {
    return new ReadOptions(hashing, newLimits, maxBodyBytes, maxDocuments);
  }

  public ReadOptions withMaxBodyBytes(int bytes) {
    return new ReadOptions(hashing, limits, bytes, maxDocuments);
  }

  public ReadOptions withMaxDocuments(int documents) {
    return new ReadOptions(hashing, limits, maxBodyBytes, documents);
  }
}
