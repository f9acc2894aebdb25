package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.ticket.Ticket;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that joins a database by a ticket, and tells its tips and how many values it has. */
final class JoinsOnce {
  private static final PrintStream OUT = new PrintStream(System.out, true, US_ASCII);

  private JoinsOnce() {}

  /** Joins, into the folder that is named, by the ticket. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    try (Folder folder = Folder.open(vertx, Path.of(arguments[0]))) {
      InstanceSync sync = folder.instance().enableSync(SyncOptions.DEFAULTS).await();
      Ticket ticket = Ticket.parse(arguments[1]);
      sync.join(folder.user(), ticket, new Permission.Read()).await();
      Cid database = ticket.database();
      OUT.println(folder.instance().database(database).snapshot().await());
      OUT.println(
          folder
              .instance()
              .database(database)
              .read(DocStore.TYPE, Folder.NOTES)
              .await()
              .all()
              .size());
      sync.close().await();
    }
    vertx.close().await();
  }
}
