package dev.couchgrass.instance.example;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** The guide's example: two instances, two users, one database. */
final class Shared {
  private Shared() {}

  /** Two instances, as on two machines. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Storage laptop = MemoryStorage.open(vertx).await();
    Storage phone = MemoryStorage.open(vertx).await();
    Instance alices = Instance.open(vertx, laptop, InstanceOptions.DEFAULTS).await();
    Instance bobs = Instance.open(vertx, phone, InstanceOptions.DEFAULTS).await();

    alices.createUser("alice", Optional.of(Password.of("correct horse"))).await();
    bobs.createUser("bob", Optional.empty()).await();
    User alice = alices.loginUser("alice", Optional.of(Password.of("correct horse"))).await();
    User bob = bobs.loginUser("bob", Optional.empty()).await();
    PublicKey bobsKey = bob.defaultKey().await();

    SignedDatabase notes = alice.createDatabase(Doc.of("name", Value.of("notes"))).await();
    notes
        .write(
            edit ->
                edit.settings()
                    .map(
                        settings -> {
                          settings.grant(bobsKey, KeyGrant.of(new Permission.Write(10)));
                          return settings;
                        }))
        .await();
    notes
        .write(
            edit ->
                edit.store(DocStore.TYPE, "todo")
                    .map(
                        todo -> {
                          todo.set("milk", "2 l");
                          return todo;
                        }))
        .await();

    bobs.putEntries(notes.id(), entries(notes), WriteSource.REMOTE).await();
    bob.track(notes.id(), bobsKey, SyncSettings.OFF).await();
    SignedDatabase copy = bob.openDatabase(notes.id()).await();
    copy.write(
            edit ->
                edit.store(DocStore.TYPE, "todo")
                    .map(
                        todo -> {
                          todo.set("bread", "1");
                          return todo;
                        }))
        .await();

    alices.putEntries(notes.id(), entries(copy), WriteSource.REMOTE).await();
    System.out.println(notes.read(DocStore.TYPE, "todo").await().all());
    alices.close();
    bobs.close();
    laptop.close().await();
    phone.close().await();
    vertx.close().await();
  }

  private static List<Entry> entries(SignedDatabase database) {
    return database.entries(database.snapshot().await()).await().toList(10_000).await().stream()
        .map(StoredEntry::entry)
        .toList();
  }
}
