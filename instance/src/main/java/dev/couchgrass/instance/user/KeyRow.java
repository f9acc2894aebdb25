package dev.couchgrass.instance.user;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.secret.StoredKey;
import dev.couchgrass.instance.store.RowFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A key of a user, as the table of the user's keys has it under the public key. */
record KeyRow(StoredKey key, Optional<String> name, Instant created) {
  static final RowFormat<KeyRow> FORMAT =
      new RowFormat<>() {
        @Override
        public Value write(KeyRow row) {
          return row.toDoc();
        }

        @Override
        public KeyRow read(Value value) {
          return ofDoc(value);
        }
      };

  private static final String KEY = "key";
  private static final String NAME = "name";
  private static final String CREATED = "created";

  PublicKey publicKey() {
    return key.publicKey();
  }

  UserKey info(boolean isDefault) {
    return new UserKey(publicKey(), name, created, isDefault);
  }

  private Doc toDoc() {
    Map<String, Value> members = new HashMap<>();
    members.put(KEY, key.toDoc());
    members.put(CREATED, Value.of(created.getEpochSecond()));
    name.ifPresent(it -> members.put(NAME, Value.of(it)));
    return Doc.of(members);
  }

  private static KeyRow ofDoc(Value value) {
    Doc doc = value instanceof Doc document ? document : Doc.EMPTY;
    DocFields fields = new DocFields(doc, "Malformed key of a user");
    return new KeyRow(
        StoredKey.ofDoc(fields.document(KEY)),
        fields.optionalText(NAME),
        Instant.ofEpochSecond(fields.wholeNumber(CREATED)));
  }
}
