package dev.couchgrass.store.attachment;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Bytes that a store has taken in and that no document names yet; not part of the database.
 *
 * <p>They belong to whoever staged them, who either names them in an edit that is accepted, or
 * {@linkplain #release releases} them: also when the edit is refused, or is never made. Releasing
 * them in any case, when all is over, does no harm. What its owner forgets takes of the room that a
 * store has for staged bytes until the store releases it by itself, after a time that is the
 * store's to tell; at the latest when the database is deleted or the storage closed. An edit that
 * names released bytes is refused with {@code BAD_REQUEST}.
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

  /**
   * Gives the bytes up, unless an edit uses them that was handed in before. Idempotent. Completes
   * when no edit can use them any more and others can have their room; what they take on a disk is
   * given back later. Fails with {@code STORE_FAILED}; they then stay staged.
   */
  Future<Void> release();
}
