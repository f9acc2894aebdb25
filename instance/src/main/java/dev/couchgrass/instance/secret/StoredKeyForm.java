package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import java.util.Map;

/** The documents of stored keys. */
final class StoredKeyForm {
  private static final String TYPE = "type";
  private static final String PLAIN = "plain";
  private static final String WRAPPED = "wrapped";
  private static final String PUBLIC_KEY = "publicKey";
  private static final String SECRET = "secret";

  private StoredKeyForm() {}

  static Doc plain(String secretText) {
    return Doc.of(Map.of(TYPE, Value.of(PLAIN), SECRET, Value.of(secretText))).atomic();
  }

  static Doc wrapped(WrappedKey key) {
    return Doc.of(
            Map.of(
                TYPE, Value.of(WRAPPED),
                PUBLIC_KEY, Value.of(key.publicKey().toString()),
                SECRET, key.secret().toDoc()))
        .atomic();
  }

  static StoredKey read(Doc doc) {
    DocFields fields = new DocFields(doc, "Malformed stored key");
    StoredKey key =
        switch (fields.text(TYPE)) {
          case PLAIN -> PlainKey.parse(fields.text(SECRET));
          case WRAPPED ->
              new WrappedKey(
                  PublicKey.parse(fields.text(PUBLIC_KEY)),
                  PasswordBox.ofDoc(fields.fields(SECRET)));
          default -> throw fields.malformed();
        };
    fields.requireCanonical(key.toDoc());
    return key;
  }
}
