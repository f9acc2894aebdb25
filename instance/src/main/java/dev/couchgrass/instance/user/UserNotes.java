package dev.couchgrass.instance.user;

import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.StoreType;
import dev.couchgrass.instance.store.Table;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a user's own database says: the keys, and what is known of other databases. */
final class UserNotes {
  private static final String KEYS = "keys";
  private static final String DATABASES = "databases";
  private static final String CHOICES = "choices";
  private static final String DEFAULT_KEY = "defaultKey";

  private static final StoreType<Table<KeyRow>> KEY_TABLE = Table.of(KeyRow.FORMAT);
  private static final StoreType<Table<DatabaseRow>> DATABASE_TABLE = Table.of(DatabaseRow.FORMAT);

  private final SignedDatabase database;

  UserNotes(SignedDatabase database) {
    this.database = database;
  }

  SignedDatabase database() {
    return database;
  }

  Future<Map<String, KeyRow>> keys() {
    return database.read(KEY_TABLE, KEYS).map(Table::all);
  }

  Future<Void> putKey(KeyRow row) {
    return write(KEY_TABLE, KEYS, table -> table.set(row.publicKey().toString(), row));
  }

  Future<Optional<PublicKey>> defaultKey() {
    return database
        .read(DocStore.TYPE, CHOICES)
        .map(choices -> choices.text(DEFAULT_KEY).map(PublicKey::parse));
  }

  Future<Void> setDefaultKey(PublicKey key) {
    return write(DocStore.TYPE, CHOICES, choices -> choices.set(DEFAULT_KEY, key.toString()));
  }

  Future<Optional<DatabaseRow>> row(Cid id) {
    return database.read(DATABASE_TABLE, DATABASES).map(table -> table.get(id.toString()));
  }

  /** As whom a key signs in a database; empty if that was not noted. */
  Future<Optional<SigKey>> identity(Cid id, PublicKey key) {
    return row(id)
        .map(row -> row.flatMap(there -> Optional.ofNullable(there.identities().get(key))));
  }

  Future<Void> putRow(Cid id, DatabaseRow row) {
    return write(DATABASE_TABLE, DATABASES, table -> table.set(id.toString(), row));
  }

  /** What is noted of databases, by their ids, in order. */
  Future<Map<Cid, DatabaseRow>> rows() {
    return database
        .read(DATABASE_TABLE, DATABASES)
        .map(
            table -> {
              Map<Cid, DatabaseRow> rows = new LinkedHashMap<>();
              table.all().forEach((id, row) -> rows.put(Cid.parse(id), row));
              return rows;
            });
  }

  Future<List<TrackedDatabase>> tracked() {
    return rows()
        .map(
            rows -> {
              List<TrackedDatabase> tracked = new ArrayList<>();
              rows.forEach(
                  (id, row) ->
                      row.tracked()
                          .ifPresent(
                              sync -> tracked.add(new TrackedDatabase(id, row.key(), sync))));
              return List.copyOf(tracked);
            });
  }

  private <S> Future<Void> write(StoreType<S> type, String store, Consumer<S> change) {
    return database.write(transaction -> transaction.edit(type, store, change)).mapEmpty();
  }
}
