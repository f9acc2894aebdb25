package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.LocalRecord;
import dev.couchgrass.store.kv.layout.Space;

/** Writes a local document over whatever is there, counting on from what its writer knew. */
public record PutLocal(LocalDocumentId id, long parent, JsonBody body)
    implements Mutation<Transaction, LocalDocument> {
  @Override
  public LocalDocument apply(Transaction transaction) {
    if (parent < 0 || parent >= RevisionId.MAX_GENERATION) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "Invalid rev format");
    }
    transaction.fit().requireId(id.bytes());
    transaction.fit().requireBody(body);
    LocalRecord record = new LocalRecord(parent + 1, body);
    transaction.put(transaction.keys().of(Space.LOCALS, id.bytes()), record.encode());
    return new LocalDocument(id, record.revision(), body);
  }
}
