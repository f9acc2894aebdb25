package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.SigningKey;
import java.util.Objects;

/**
 * With which key a database is written to.
 *
 * @param identity as whom its entries say that they are signed
 */
public record DatabaseKey(SigningKey key, SigKey identity) {
  public DatabaseKey {
    Objects.requireNonNull(key);
    Objects.requireNonNull(identity);
  }

  /** A key that the settings name. */
  public static DatabaseKey of(SigningKey key) {
    return new DatabaseKey(key, new SigKey.Direct(new KeyHint.ByKey(key.publicKey())));
  }

  /** One of the keys of a name in the settings. */
  public static DatabaseKey named(SigningKey key, String name) {
    return new DatabaseKey(key, new SigKey.Direct(new KeyHint.ByName(name)));
  }

  /** A key that the settings need not name, as they grant something to every key. */
  public static DatabaseKey global(SigningKey key) {
    return new DatabaseKey(key, new SigKey.Direct(new KeyHint.Global(key.publicKey())));
  }
}
