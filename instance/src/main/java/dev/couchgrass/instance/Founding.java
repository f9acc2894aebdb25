package dev.couchgrass.instance;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.Genesis;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.PlainKey;
import dev.couchgrass.instance.secret.StoredKey;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an instance in a storage, or finds the one that is there. Whoever is interrupted while
 * making one begins anew, with the same key.
 */
final class Founding {
  private final DatabaseRegistry databases;
  private final EntryStore entries;

  /** An instance and its key, which whoever gets it closes. */
  record Founded(InstanceRecord record, SigningKey key, boolean isNew) {}

  Founding(DatabaseRegistry databases) {
    this.databases = databases;
    this.entries = databases.entries();
  }

  Future<Founded> findOrMake() {
    return entries
        .instanceMetadata()
        .compose(
            found ->
                found.isPresent()
                    ? find(InstanceRecord.decode(found.get()))
                    : key().compose(this::make));
  }

  private Future<Founded> find(InstanceRecord record) {
    return entries
        .instanceSecrets()
        .map(
            secrets -> {
              SigningKey key =
                  secrets
                      .map(Founding::read)
                      .orElseThrow(
                          () ->
                              new InstanceException(
                                  InstanceProblem.INSTANCE_DAMAGED, "its key is missing"));
              if (!key.publicKey().equals(record.id())) {
                key.close();
                throw new InstanceException(
                    InstanceProblem.INSTANCE_DAMAGED, "its key is another's");
              }
              return new Founded(record, key, false);
            });
  }

  private static SigningKey read(byte[] secrets) {
    try {
      if (StoredKey.ofDoc(Doc.decode(secrets)) instanceof PlainKey plain) {
        return plain.open();
      }
    } catch (InvalidInputException e) {
      throw new InstanceException(InstanceProblem.INSTANCE_DAMAGED, e.reason());
    }
    throw new InstanceException(InstanceProblem.INSTANCE_DAMAGED, "its key is locked");
  }

  private Future<SigningKey> key() {
    return entries
        .instanceSecrets()
        .compose(
            there -> {
              if (there.isPresent()) {
                return Future.succeededFuture(read(there.get()));
              }
              SigningKey key = SigningKey.generate(databases.means().random());
              return entries.setInstanceSecrets(PlainKey.of(key).toDoc().encode()).map(key);
            });
  }

  private Future<Founded> make(SigningKey key) {
    return database("_instance", key)
        .compose(
            instance ->
                database("_users", key)
                    .compose(
                        users ->
                            database("_databases", key)
                                .map(
                                    all ->
                                        new InstanceRecord(
                                            key.publicKey(),
                                            instance,
                                            users,
                                            all,
                                            Optional.empty()))))
        .compose(
            record ->
                entries.setInstanceMetadata(record.encode()).map(new Founded(record, key, true)));
  }

  private Future<Cid> database(String name, SigningKey key) {
    Doc settings = Doc.of(Map.of("name", Value.of(name), "type", Value.of("system")));
    Genesis genesis = new Genesis(settings, databases.means().random());
    return databases
        .create(genesis.sign(key, databases.means().clock()), key)
        .map(made -> made.id());
  }

  /** The database of peers, which is made when it is first asked for. */
  Future<Cid> syncDatabase(SigningKey key) {
    return entries
        .instanceMetadata()
        .map(
            found ->
                InstanceRecord.decode(
                    found.orElseThrow(
                        () -> new InstanceException(InstanceProblem.INSTANCE_DAMAGED))))
        .compose(
            record ->
                record.sync().isPresent()
                    ? Future.succeededFuture(record.sync().get())
                    : database("_sync", key)
                        .compose(
                            made ->
                                entries
                                    .setInstanceMetadata(record.withSync(made).encode())
                                    .map(made)));
  }

  /** Whether an instance is there. */
  Future<Boolean> isThere() {
    return entries.instanceMetadata().map(Optional::isPresent);
  }
}
