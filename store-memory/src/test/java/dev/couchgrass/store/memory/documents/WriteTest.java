package dev.couchgrass.store.memory.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

class WriteTest {
  @Test
  void writesAndReads() {
    Vertx vertx = Vertx.vertx();
    Storage storage = MemoryStorage.open(vertx).await();
    DocumentStore db = storage.create(new DatabaseName("db")).await();
    RevisionId rev =
        db.write(DocumentEdit.create(new DocumentId("a"), JsonBody.parse("{\"a\":1}"))).await();
    RevisionId rev2 =
        db.write(DocumentEdit.update(new DocumentId("a"), rev, JsonBody.parse("{\"a\":2}")))
            .await();
    assertEquals(2, rev2.generation());
    assertEquals("{\"a\":2}", db.get(new DocumentId("a")).await().orElseThrow().body().toString());
    System.out.println(db.info().await());
    System.out.println(db.changes(ChangesOptions.DEFAULTS).await().toList(10).await());
    System.out.println(db.allDocs(AllDocsOptions.DEFAULTS).await().toList(10).await());
    db.compact().await();
    System.out.println(db.info().await());
    db.write(DocumentEdit.delete(new DocumentId("a"), rev2)).await();
    assertTrue(db.get(new DocumentId("a")).await().isEmpty());
    System.out.println(db.info().await());
    storage.close().await();
    vertx.close().await();
  }
}
