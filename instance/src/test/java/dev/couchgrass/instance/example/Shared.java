package dev.couchgrass.instance.example;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The README's example: two instances, two users, one database. */
final class Shared {
  private Shared() {}

  /** Two instances, as on two machines. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Instance laptop =
        Instance.open(vertx, MemoryStorage.open(vertx).await(), InstanceOptions.DEFAULTS).await();
    Instance phone =
        Instance.open(vertx, MemoryStorage.open(vertx).await(), InstanceOptions.DEFAULTS).await();
    laptop.createUser("alice", Optional.of(Password.of("correct horse"))).await();
    phone.createUser("bob", Optional.empty()).await();
    User alice = laptop.loginUser("alice", Optional.of(Password.of("correct horse"))).await();
    User bob = phone.loginUser("bob", Optional.empty()).await();

    InstanceSync here = laptop.enableSync(SyncOptions.DEFAULTS).await();
    InstanceSync there = phone.enableSync(SyncOptions.DEFAULTS).await();
    here.listen("127.0.0.1", 0).await();

    SignedDatabase notes = alice.createDatabase(Doc.of("name", Value.of("notes"))).await();
    notes.write(it -> it.edit(DocStore.TYPE, "todo", todo -> todo.set("milk", "2 l"))).await();
    String ticket = here.share(alice, notes.id()).await().text();

    there.join(bob, Ticket.parse(ticket), new Permission.Write(10)).await();
    AccessRequest wish = here.accessRequests().await().get(0);
    here.approve(alice, wish.id()).await();
    there.sync(notes.id()).await();

    SignedDatabase copy = bob.openDatabase(notes.id()).await();
    copy.write(it -> it.edit(DocStore.TYPE, "todo", todo -> todo.set("bread", "1"))).await();
    there.flush().await();
    System.out.println(notes.read(DocStore.TYPE, "todo").await().all());

    vertx.close().await();
  }
}
