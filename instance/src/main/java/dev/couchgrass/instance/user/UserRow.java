package dev.couchgrass.instance.user;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.secret.StoredKey;
import dev.couchgrass.instance.store.RowFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A user of an instance, as the table of users has it under the user's id.
 *
 * @param database that the user's keys and databases are noted in
 * @param rootKey that opens it, and the user's other keys; under the user's password if there is
 *     one
 * @param created to the second
 */
record UserRow(UserName name, Cid database, StoredKey rootKey, Instant created, UserStatus status) {
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
  private static final String ROOT_KEY = "rootKey";
  private static final String CREATED = "created";
  private static final String STATUS = "status";

  private Doc toDoc() {
    return Doc.of(
        Map.of(
            NAME, Value.of(name.value()),
            DATABASE, Value.of(database.toString()),
            ROOT_KEY, rootKey.toDoc(),
            CREATED, Value.of(created.getEpochSecond()),
            STATUS, Value.of(status.word())));
  }

  private static UserRow ofDoc(Value value) {
    Doc doc = value instanceof Doc document ? document : Doc.EMPTY;
    DocFields fields = new DocFields(doc, "Malformed user");
    String status = fields.text(STATUS);
    return new UserRow(
        new UserName(fields.text(NAME)),
        Cid.parse(fields.text(DATABASE)),
        StoredKey.ofDoc(fields.document(ROOT_KEY)),
        Instant.ofEpochSecond(fields.wholeNumber(CREATED)),
        Arrays.stream(UserStatus.values())
            .filter(each -> each.word().equals(status))
            .findFirst()
            .orElseThrow(fields::malformed));
  }

  UserRow withRootKey(StoredKey key) {
    return new UserRow(name, database, key, created, status);
  }

  UserRow withStatus(UserStatus next) {
    return new UserRow(name, database, rootKey, created, next);
  }
}
