package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.form.DocFields;
import java.security.SecureRandom;
import java.util.Map;

/**
 * What everybody may know of an encrypted store: how its payloads are encrypted, and their key
 * under a password.
 *
 * <p>The data key is random, and stays as long as the store: a changed password wraps it anew, and
 * no payload has to be written again. Who kept an older version of this still opens it with the
 * older password.
 *
 * @param dataKey the key of the payloads
 */
public record EncryptedStoreConfig(PasswordBox dataKey) {
  private static final String PURPOSE = "couchgrass/encrypted-store/data-key/v1";

  private static final String PAYLOAD = "payload";
  private static final String DATA_KEY = "dataKey";

  /**
   * Makes a new data key under a password.
   *
   * @throws IllegalStateException if the password is closed
   */
  public static EncryptedStoreConfig create(
      Password password, StoreBinding binding, KdfParameters parameters, SecureRandom random) {
    try (SecretBytes key = SecretBytes.random(AesGcm.KEY_BYTES, random)) {
      return wrap(key, password, binding, parameters, random);
    }
  }

  private static EncryptedStoreConfig wrap(
      SecretBytes key,
      Password password,
      StoreBinding binding,
      KdfParameters parameters,
      SecureRandom random) {
    byte[] associated = binding.associated(PURPOSE);
    return new EncryptedStoreConfig(
        PasswordBox.seal(key, password, parameters, associated, random));
  }

  /**
   * Opens the store, which is closed by closing what is returned.
   *
   * @param random draws the nonces
   * @throws WrongPasswordException if the password or the binding is another, or this was changed
   * @throws IllegalStateException if the password is closed
   */
  public PayloadCipher open(Password password, StoreBinding binding, SecureRandom random) {
    return new PayloadCipher(openKey(password, binding), binding, random);
  }

  private SecretBytes openKey(Password password, StoreBinding binding) {
    return dataKey.open(password, binding.associated(PURPOSE));
  }

  /**
   * The same data key under another password, with a new salt and a new nonce.
   *
   * @throws WrongPasswordException if {@code old} or the binding does not open this
   * @throws IllegalStateException if a password is closed
   */
  public EncryptedStoreConfig withPassword(
      Password old,
      Password changed,
      StoreBinding binding,
      KdfParameters parameters,
      SecureRandom random) {
    try (SecretBytes key = openKey(old, binding)) {
      return wrap(key, changed, binding, parameters, random);
    }
  }

  /** The document to store, an atomic one: two versions of it are never mixed. */
  public Doc toDoc() {
    return Doc.of(Map.of(PAYLOAD, Value.of(SealedBox.CIPHER), DATA_KEY, dataKey.toDoc())).atomic();
  }

  /**
   * Reads a configuration; nothing is derived or opened yet.
   *
   * @throws dev.couchgrass.core.InvalidInputException if the document is not exactly what {@link
   *     #toDoc} writes, or its parameters are beyond the limits of {@link KdfParameters}
   */
  public static EncryptedStoreConfig ofDoc(Doc doc) {
    DocFields fields = new DocFields(doc, "Malformed configuration of an encrypted store");
    EncryptedStoreConfig config =
        new EncryptedStoreConfig(PasswordBox.ofDoc(fields.fields(DATA_KEY)));
    fields.requireCanonical(config.toDoc());
    return config;
  }
}
