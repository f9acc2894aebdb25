package dev.couchgrass.instance.user;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.ReadPass;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.store.RowFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user knows of a database, as the table of the user's databases has it under the database's
 * id.
 *
 * @param identities as whom the user's keys sign there
 * @param key the one that it is opened with
 * @param tracked whether the user works with it, and how it is synced; empty if only keys are noted
 * @param pass by which the instance reads it at other peers, if it is synced
 */
record DatabaseRow(
    Map<PublicKey, SigKey> identities,
    PublicKey key,
    Optional<SyncSettings> tracked,
    Optional<ReadPass> pass) {
  static final RowFormat<DatabaseRow> FORMAT =
      new RowFormat<>() {
        @Override
        public Value write(DatabaseRow row) {
          return row.toDoc();
        }

        @Override
        public DatabaseRow read(Value value) {
          return ofDoc(value);
        }
      };

  private static final String IDENTITIES = "identities";
  private static final String KEY = "key";
  private static final String SYNC = "sync";
  private static final String PASS = "pass";
  private static final String ENABLED = "enabled";
  private static final String ON_COMMIT = "onCommit";
  private static final String INTERVAL = "intervalSeconds";

  DatabaseRow {
    identities = Map.copyOf(identities);
  }

  /** A row that opens the database with a key, as whom it was noted, or as itself. */
  static DatabaseRow openedWith(PublicKey key, Optional<DatabaseRow> row) {
    SigKey plain = new SigKey.Direct(new KeyHint.ByKey(key));
    return row.map(
            there ->
                there.identities().containsKey(key)
                    ? there.withKey(key)
                    : there.with(key, plain).withKey(key))
        .orElseGet(() -> of(key, plain));
  }

  /** A row that notes as whom a key signs. */
  static DatabaseRow of(PublicKey key, SigKey identity) {
    return new DatabaseRow(Map.of(key, identity), key, Optional.empty(), Optional.empty());
  }

  DatabaseRow with(PublicKey other, SigKey identity) {
    Map<PublicKey, SigKey> more = new LinkedHashMap<>(identities);
    more.put(other, identity);
    return new DatabaseRow(more, key, tracked, pass);
  }

  DatabaseRow withKey(PublicKey other) {
    return new DatabaseRow(identities, other, tracked, pass);
  }

  DatabaseRow withTracked(Optional<SyncSettings> sync) {
    return new DatabaseRow(identities, key, sync, pass);
  }

  DatabaseRow withPass(Optional<ReadPass> lent) {
    return new DatabaseRow(identities, key, tracked, lent);
  }

  /** Whether it is synced. */
  boolean isSynced() {
    return tracked.filter(SyncSettings::enabled).isPresent();
  }

  private Doc toDoc() {
    Map<String, Value> keys = new HashMap<>();
    identities.forEach((each, identity) -> keys.put(each.toString(), IdentityForm.write(identity)));
    Map<String, Value> members = new HashMap<>();
    members.put(IDENTITIES, Doc.of(keys));
    members.put(KEY, Value.of(key.toString()));
    tracked.ifPresent(sync -> members.put(SYNC, write(sync)));
    pass.ifPresent(lent -> members.put(PASS, Value.of(lent.text())));
    return Doc.of(members);
  }

  private static Doc write(SyncSettings sync) {
    Map<String, Value> members = new HashMap<>();
    members.put(ENABLED, Value.of(sync.enabled()));
    members.put(ON_COMMIT, Value.of(sync.onCommit()));
    sync.interval().ifPresent(every -> members.put(INTERVAL, Value.of(every.toSeconds())));
    return Doc.of(members);
  }

  private static DatabaseRow ofDoc(Value value) {
    Doc doc = value instanceof Doc document ? document : Doc.EMPTY;
    DocFields fields = new DocFields(doc, "Malformed database of a user");
    Map<PublicKey, SigKey> identities = new LinkedHashMap<>();
    DocFields keys = fields.fields(IDENTITIES);
    for (String text : keys.doc().toMap().keySet()) {
      PublicKey key = PublicKey.parse(text);
      identities.put(key, IdentityForm.read(key, keys.fields(text)));
    }
    return new DatabaseRow(
        identities,
        PublicKey.parse(fields.text(KEY)),
        doc.get(SYNC).isEmpty() ? Optional.empty() : Optional.of(sync(fields.fields(SYNC))),
        fields.optionalText(PASS).map(ReadPass::parse));
  }

  private static SyncSettings sync(DocFields fields) {
    Optional<Duration> interval =
        fields.doc().get(INTERVAL).isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(fields.wholeNumber(INTERVAL)));
    return new SyncSettings(fields.flag(ENABLED), fields.flag(ON_COMMIT), interval);
  }
}
