package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.ticket.Ticket;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A process that joins a database and writes to it, while it is synced by itself; tells the id of
 * each entry once it is kept. If it is asked to end, it syncs once more and tells when that is
 * done.
 */
final class SyncsUntilKilled {
  static final String ENDED = "ended";

  private static final PrintStream OUT = new PrintStream(System.out, true, US_ASCII);

  private SyncsUntilKilled() {}

  /** In the folder that is named, by the ticket; and whether to end after it is equal. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (RuntimeException e) {
      // Else the threads of Vert.x would keep the process, and whoever reads what it says.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(String... arguments) {
    Vertx vertx = Vertx.vertx();
    Folder folder = Folder.open(vertx, Path.of(arguments[0]));
    InstanceSync sync = folder.instance().enableSync(SyncOptions.DEFAULTS).await();
    Ticket ticket = Ticket.parse(arguments[1]);
    OUT.println("key " + folder.user().defaultKey().await());
    sync.join(folder.user(), ticket, new Permission.Write(1)).await();
    if (Boolean.parseBoolean(arguments[2])) {
      sync.flush().await();
      OUT.println(ENDED);
      return;
    }
    SignedDatabase notes = folder.user().openDatabase(ticket.database()).await();
    for (int i = 0; ; i++) {
      Transaction transaction = notes.transaction().await();
      transaction.store(DocStore.TYPE, Folder.NOTES).await().set("n" + i % 10, Value.of(i));
      Cid id = transaction.commit().await();
      OUT.println(id);
    }
  }
}
