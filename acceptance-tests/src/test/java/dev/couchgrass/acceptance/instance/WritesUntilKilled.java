package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.store.DocStore;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that writes to a signed database, and tells the id of each entry once it is kept. */
final class WritesUntilKilled {
  private static final PrintStream OUT = new PrintStream(System.out, true, US_ASCII);

  private WritesUntilKilled() {}

  /** Writes for ever into the folder that is named. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Folder folder = Folder.open(vertx, Path.of(arguments[0]));
    SignedDatabase notes = folder.notes();
    OUT.println("opened " + notes.id());
    for (int i = 0; ; i++) {
      Transaction transaction = notes.transaction().await();
      transaction.store(DocStore.TYPE, Folder.NOTES).await().set("n" + i % 10, Value.of(i));
      Cid id = transaction.commit().await();
      OUT.println(id);
    }
  }
}
