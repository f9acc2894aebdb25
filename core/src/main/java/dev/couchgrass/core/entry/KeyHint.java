package dev.couchgrass.core.entry;

import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;
import java.util.Optional;

/** Which key of a database's settings signed an entry. */
public sealed interface KeyHint {
  /** The key itself, if the hint tells it: then the signature can be checked without settings. */
  Optional<PublicKey> publicKey();

  /** The key with this value. */
  record ByKey(PublicKey key) implements KeyHint {
    public ByKey {
      Objects.requireNonNull(key);
    }

    @Override
    public Optional<PublicKey> publicKey() {
      return Optional.of(key);
    }
  }

  /** One of the keys of this name: there may be several. */
  record ByName(String name) implements KeyHint {
    /**
     * @throws InvalidEntryException if the name is empty, longer than {@link
     *     EntryLimits#MAX_NAME_BYTES}, or has half a surrogate pair
     */
    public ByName {
      Checks.requireName(name, EntryProblem.KEY_NAME);
    }

    @Override
    public Optional<PublicKey> publicKey() {
      return Optional.empty();
    }
  }

  /** This key, which needs no place in the settings if they let every key write. */
  record Global(PublicKey key) implements KeyHint {
    public Global {
      Objects.requireNonNull(key);
    }

    @Override
    public Optional<PublicKey> publicKey() {
      return Optional.of(key);
    }
  }
}
