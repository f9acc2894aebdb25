package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.Space;

/** Removes a local document; answers whether it was there. */
public record RemoveLocal(LocalDocumentId id) implements Mutation<Transaction, Boolean> {
  @Override
  public Boolean apply(Transaction transaction) {
    byte[] key = transaction.keys().of(Space.LOCALS, id.bytes());
    boolean there = transaction.get(key).isPresent();
    if (there) {
      transaction.delete(key);
    }
    return there;
  }
}
