package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.Signature;
import dev.couchgrass.core.key.SigningKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes an entry, and signs it. Not for use by two threads at once. */
public final class EntryBuilder {
  private final Optional<Cid> root;
  private final List<Cid> parents;
  private Metadata metadata;
  private final Map<String, Subtree> subtrees = new TreeMap<>(Structure::compareNames);
  private long height;
  private Optional<SigKey> signer = Optional.empty();

  private EntryBuilder(Optional<Cid> root, List<Cid> parents, Metadata metadata) {
    this.root = root;
    this.parents = parents;
    this.metadata = metadata;
  }

  /**
   * The root of a new database. It needs the stores {@code _root} and {@code _settings}.
   *
   * @param entropy random, so that equal settings make different databases
   */
  public static EntryBuilder root(long entropy) {
    return new EntryBuilder(Optional.empty(), List.of(), Metadata.ofRoot(entropy));
  }

  /**
   * An entry that builds on others. It needs a height: see {@link HeightRules}.
   *
   * @param settingsTips the tips of {@code _settings} under which it is written
   * @throws InvalidEntryException if an id is none of an entry, or there are too many
   */
  public static EntryBuilder child(
      Cid database, Collection<Cid> parents, Collection<Cid> settingsTips) {
    return new EntryBuilder(
        Optional.of(database), Checks.sorted(parents), Metadata.pinning(settingsTips));
  }

  /** Sets the height, which is 0 before. */
  public EntryBuilder height(long newHeight) {
    height = newHeight;
    return this;
  }

  /** Adds entropy, so that two entries that say the same differ. A root has some from the start. */
  public EntryBuilder entropy(long bits) {
    metadata = new Metadata(metadata.settingsTips(), OptionalLong.of(bits));
    return this;
  }

  /** Adds a part in a store, or replaces the one in the same store. */
  public EntryBuilder subtree(Subtree part) {
    subtrees.put(part.name(), part);
    return this;
  }

  /** Says who signs, if it is not simply the key that does. */
  public EntryBuilder signer(SigKey newSigner) {
    signer = Optional.of(newSigner);
    return this;
  }

  /**
   * Makes the entry and signs it.
   *
   * @throws InvalidEntryException if it would be refused
   * @throws IllegalStateException if the key is closed
   */
  public Entry sign(SigningKey key) {
    SigKey by = signer.orElseGet(() -> new SigKey.Direct(new KeyHint.ByKey(key.publicKey())));
    EntryFields fields =
        new EntryFields(root, parents, metadata, height, List.copyOf(subtrees.values()), by);
    Signature signature = key.sign(EntryEncoding.encode(fields, Optional.empty()));
    return Entry.decodeOwned(EntryEncoding.encode(fields, Optional.of(signature)));
  }
}
