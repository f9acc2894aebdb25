package dev.couchgrass.instance.user;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.form.Base64Text;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.secret.StoredKey;
import dev.couchgrass.instance.store.RowFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user of an instance, as the table of users has it under the user's id.
 *
 * @param database that the user's keys and databases are noted in
 * @param root of that database, so that it can be put into the store if it is not there yet; empty
 *     of users who were made before this was kept
 * @param rootKey that opens it, and the user's other keys; under the user's password if there is
 *     one
 * @param created to the second
 */
record UserRow(
    UserName name,
    Cid database,
    Optional<Entry> root,
    StoredKey rootKey,
    Instant created,
    UserStatus status) {
  static final RowFormat<UserRow> FORMAT =
      new RowFormat<>() {
        @Override
        public Value write(UserRow row) {
          return row.toDoc();
        }

        @Override
        public UserRow read(Value value) {
          return ofDoc(value);
        }
      };

  private static final String NAME = "name";
  private static final String DATABASE = "database";
  private static final String ROOT = "root";
  private static final String ROOT_KEY = "rootKey";
  private static final String CREATED = "created";
  private static final String STATUS = "status";

  private Doc toDoc() {
    Map<String, Value> members = new HashMap<>();
    members.put(NAME, Value.of(name.value()));
    members.put(DATABASE, Value.of(database.toString()));
    root.ifPresent(it -> members.put(ROOT, Value.of(Base64Text.encode(it.bytes()))));
    members.put(ROOT_KEY, rootKey.toDoc());
    members.put(CREATED, Value.of(created.getEpochSecond()));
    members.put(STATUS, Value.of(status.word()));
    return Doc.of(members);
  }

  private static UserRow ofDoc(Value value) {
    Doc doc = value instanceof Doc document ? document : Doc.EMPTY;
    DocFields fields = new DocFields(doc, "Malformed user");
    String status = fields.text(STATUS);
    return new UserRow(
        new UserName(fields.text(NAME)),
        Cid.parse(fields.text(DATABASE)),
        fields.optionalText(ROOT).map(there -> Entry.decode(fields.bytes(ROOT))),
        StoredKey.ofDoc(fields.document(ROOT_KEY)),
        Instant.ofEpochSecond(fields.wholeNumber(CREATED)),
        Arrays.stream(UserStatus.values())
            .filter(each -> each.word().equals(status))
            .findFirst()
            .orElseThrow(fields::malformed));
  }

  UserRow withRootKey(StoredKey key) {
    return new UserRow(name, database, root, key, created, status);
  }

  UserRow withStatus(UserStatus next) {
    return new UserRow(name, database, root, rootKey, created, next);
  }
}
