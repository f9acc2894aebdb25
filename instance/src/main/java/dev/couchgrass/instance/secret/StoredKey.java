package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.PublicKey;

/** A signing key as it is stored: in the clear, under a password, or under another key. */
public sealed interface StoredKey permits PlainKey, WrappedKey, SealedKey {
  /** The key by which others verify. */
  PublicKey publicKey();

  /** The document to store, an atomic one: two versions of a key are never mixed. */
  Doc toDoc();

  /**
   * Reads a stored key; nothing is derived or opened yet.
   *
   * @throws dev.couchgrass.core.InvalidInputException if the document is not exactly what {@link
   *     #toDoc} writes, or its parameters are beyond the limits of {@link KdfParameters}
   */
  static StoredKey ofDoc(Doc doc) {
    return StoredKeyForm.read(doc);
  }
}
