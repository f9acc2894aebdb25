package dev.couchgrass.store.memory.example;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;

/** The example of README.md and of the guide: what stands in {@code main} stands there. */
final class Start {
  private Start() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    Storage storage = MemoryStorage.open(vertx).await();
    DocumentStore cities = storage.openOrCreate(new DatabaseName("cities")).await();

    DocumentId oslo = new DocumentId("oslo");
    JsonBody body = JsonBody.parse("{\"country\":\"Norway\",\"people\":709037}");
    RevisionId first = cities.write(DocumentEdit.create(oslo, body)).await();
    body = JsonBody.parse("{\"country\":\"Norway\",\"people\":717710}");
    cities.write(DocumentEdit.update(oslo, first, body)).await();

    StoredDocument read = cities.get(oslo).await().orElseThrow();
    System.out.println(read.revision() + " " + read.body());

    storage.close().await();
    vertx.close().await();
  }
}
