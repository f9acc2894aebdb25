package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.form.Base64Text;
import dev.couchgrass.instance.form.DocFields;
import java.util.Map;

/** The documents of stored keys. */
final class StoredKeyForm {
  private static final String TYPE = "type";
  private static final String PLAIN = "plain";
  private static final String WRAPPED = "wrapped";
  private static final String SEALED = "sealed";
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

  static Doc sealed(SealedKey key) {
    return Doc.of(
            Map.of(
                TYPE, Value.of(SEALED),
                PUBLIC_KEY, Value.of(key.publicKey().toString()),
                SECRET, Value.of(Base64Text.encode(key.box().bytes()))))
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
          case SEALED ->
              new SealedKey(
                  PublicKey.parse(fields.text(PUBLIC_KEY)),
                  SealedBox.ofBytes(fields.bytes(SECRET)));
          default -> throw fields.malformed();
        };
    fields.requireCanonical(key.toDoc());
    return key;
  }
}
