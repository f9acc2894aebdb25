package dev.couchgrass.instance.history;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.database.Genesis;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the entries of a database by hand, so that tests decide what builds on what. */
final class Scribe {
  private final Entry root;

  /** A database that a key founds, with what it grants others. */
  Scribe(SigningKey founder, Map<SigningKey, KeyGrant> grants) {
    Genesis genesis = new Genesis(Doc.EMPTY, new SecureRandom());
    genesis.settings(
        settings -> grants.forEach((key, grant) -> settings.grant(key.publicKey(), grant)));
    this.root = genesis.sign(founder, InstantSource.fixed(Instant.EPOCH));
  }

  static SigningKey key(int number) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) number);
    return SigningKey.ofBytes(secret);
  }

  /** The id of no entry. */
  static Cid absent() {
    return Cid.of(Codec.DAG_CBOR, new byte[] {7});
  }

  Entry root() {
    return root;
  }

  /** A note on top of an entry, under the settings of another. */
  EntryBuilder note(Entry parent, Entry pinned, String text) {
    Subtree part = Subtree.of("notes").withData(Doc.of(text, Value.of("x")).encode());
    return EntryBuilder.child(root.id(), List.of(parent.id()), List.of(pinned.id()))
        .height(parent.height() + 1)
        .subtree(
            parent.subtree("notes").isPresent() ? part.withParents(List.of(parent.id())) : part);
  }

  /** A change of the settings on top of an entry, which changes what another one did. */
  EntryBuilder change(Entry parent, Entry pinned, Doc change) {
    return EntryBuilder.child(root.id(), List.of(parent.id()), List.of(pinned.id()))
        .height(parent.height() + 1)
        .subtree(
            Subtree.of(StoreNames.SETTINGS)
                .withParents(List.of(pinned.id()))
                .withData(change.encode()));
  }

  static Doc granting(SigningKey key, KeyGrant grant) {
    return AuthSettings.NONE.put(key.publicKey(), grant);
  }
}
