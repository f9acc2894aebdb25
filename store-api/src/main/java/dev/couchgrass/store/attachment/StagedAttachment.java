package dev.couchgrass.store.attachment;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Bytes that a store has taken in and that no document names yet. Kept until an edit uses them,
 * they are released, or the storage is closed; they are not part of the database until then.
 */
public interface StagedAttachment {
  /** Of the stored form, as CouchDB writes it: {@code md5-} and Base64. */
  String digest();

  /** In bytes, as the client sees it. */
  long length();

  /** How the stored form is encoded ({@code gzip}), if it is. */
  Optional<String> encoding();

  /** The stored form's length in bytes. */
  long storedLength();

  /** Gives the bytes up, unless an edit has used them. Idempotent. */
  Future<Void> release();
}
