package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.kv.layout.LocalRecord;
import dev.couchgrass.store.kv.layout.Space;

/** Writes a local document over whatever is there, counting on from what its writer knew. */
public record PutLocal(LocalDocumentId id, long parent, JsonBody body)
    implements Mutation<LocalDocument> {
  @Override
  public LocalDocument apply(Transaction transaction) {
    LocalRecord record = new LocalRecord(parent + 1, body);
    transaction.put(transaction.keys().of(Space.LOCALS, id.bytes()), record.encode());
    return new LocalDocument(id, record.revision(), body);
  }
}
