package dev.couchgrass.instance.database;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.form.Base64Text;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.secret.EncryptedStoreConfig;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the index says of an encrypted store: its data keys by their names. There is one, unless two
 * replicas made the store without knowing of each other: then each needs its own, for what was
 * written with it.
 */
record StoreKeys(SortedMap<String, Key> keys) {
  private static final String CONFIG = "config";
  private static final String TYPE = "type";

  StoreKeys {
    keys = new TreeMap<>(keys);
  }

  /**
   * A data key under its password.
   *
   * @param type a payload that says of which type the store is
   */
  record Key(EncryptedStoreConfig config, byte[] type) {
    /** Two versions are never mixed. */
    private Doc toDoc() {
      return Doc.of(Map.of(CONFIG, config.toDoc(), TYPE, Value.of(Base64Text.encode(type))))
          .atomic();
    }

    /** Empty if it is malformed: whoever may write could have put it there. */
    private static Optional<Key> ofValue(Value value) {
      if (!(value instanceof Doc doc)) {
        return Optional.empty();
      }
      try {
        DocFields fields = new DocFields(doc, "Malformed key of an encrypted store");
        return Optional.of(
            new Key(EncryptedStoreConfig.ofDoc(fields.document(CONFIG)), fields.bytes(TYPE)));
      } catch (InvalidInputException e) {
        return Optional.empty();
      }
    }
  }

  static StoreKeys of(String name, Key key) {
    return new StoreKeys(new TreeMap<>(Map.of(name, key)));
  }

  Doc toDoc() {
    Map<String, Doc> docs = new TreeMap<>();
    keys.forEach((name, key) -> docs.put(name, key.toDoc()));
    return Doc.of(docs);
  }

  static StoreKeys ofValue(Optional<Value> value) {
    SortedMap<String, Key> keys = new TreeMap<>();
    if (value.isPresent() && value.get() instanceof Doc doc) {
      doc.toMap()
          .forEach((name, key) -> Key.ofValue(key).ifPresent(found -> keys.put(name, found)));
    }
    return new StoreKeys(keys);
  }
}
