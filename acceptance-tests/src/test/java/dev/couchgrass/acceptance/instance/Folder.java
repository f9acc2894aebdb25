package dev.couchgrass.acceptance.instance;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder with an instance of one user, who has one database. */
record Folder(Storage storage, Instance instance, User user) implements AutoCloseable {
  static final String NAME = "alice";
  static final String NOTES = "notes";
  private static final String PASSWORD = "correct horse";

  /** Opens it; makes the instance and the user if they are not there. */
  static Folder open(Vertx vertx, Path folder) {
    Storage storage =
        ChronicleStorage.open(
                vertx, folder, ChronicleOptions.DEFAULTS, KvOptions.DEFAULTS, OpenListener.NONE)
            .await();
    Instance instance = Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
    if (instance.listUsers().await().isEmpty()) {
      instance.createUser(NAME, password()).await();
    }
    return new Folder(storage, instance, instance.loginUser(NAME, password()).await());
  }

  private static Optional<Password> password() {
    return Optional.of(Password.of(PASSWORD));
  }

  /** The database; made if it is not there. */
  SignedDatabase notes() {
    List<SignedDatabase> found = user.findDatabases(NOTES).await();
    return found.isEmpty()
        ? user.createDatabase(Doc.of("name", Value.of(NOTES))).await()
        : found.get(0);
  }

  @Override
  public void close() {
    user.logout();
    instance.close();
    Future<Void> closed = storage.close();
    closed.await();
  }
}
