package dev.couchgrass.instance.auth;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;

/**
 * An entry and the key whose signature it bears, so that this need not be found again.
 *
 * @param key one that {@link Authorisation#check} allowed; not verified here
 */
public record SignedEntry(Entry entry, PublicKey key) {
  public SignedEntry {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(key);
  }
}
