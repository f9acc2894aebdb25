package dev.couchgrass.instance.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys, settings and entries that tests use. */
final class AuthWorld {
  static final SigningKey ALICE = key(1);
  static final SigningKey BOB = key(2);
  static final SigningKey CAROL = key(3);
  static final SigningKey MALLORY = key(4);
  static final List<SigningKey> ALL = List.of(ALICE, BOB, CAROL, MALLORY);

  static final Permission TOP = new Permission.Admin(0);
  static final Permission ADMIN_5 = new Permission.Admin(5);
  static final Permission ADMIN_9 = new Permission.Admin(9);
  static final Permission WRITE_5 = new Permission.Write(5);
  static final Permission READ = new Permission.Read();

  static final Cid DATABASE = id("database");
  static final Cid OTHER = id("other");
  static final Cid THIRD = id("third");

  private AuthWorld() {}

  static SigningKey key(int number) {
    byte[] secret = new byte[SigningKey.BYTES];
    Arrays.fill(secret, (byte) number);
    return SigningKey.ofBytes(secret);
  }

  static Cid id(String text) {
    return Cid.of(Codec.DAG_CBOR, text.getBytes(UTF_8));
  }

  static Doc grant(SigningKey key, Permission permission) {
    return put(key, KeyGrant.of(permission));
  }

  static Doc put(SigningKey key, KeyGrant grant) {
    return AuthSettings.NONE.put(key.publicKey(), grant);
  }

  static Doc revoked(SigningKey key, Permission permission) {
    return put(key, KeyGrant.of(permission).withStatus(KeyStatus.REVOKED));
  }

  static Doc removed(SigningKey key) {
    return item("keys", key.publicKey().toString(), Tombstone.TOMBSTONE);
  }

  static Doc global(Permission permission) {
    return AuthSettings.NONE.putGlobal(KeyGrant.of(permission));
  }

  static Doc trust(Cid database, Bounds bounds, Cid... floor) {
    return AuthSettings.NONE.putDelegation(Delegation.of(database, List.of(floor), bounds));
  }

  static Doc auth(Value auth) {
    return Doc.of("auth", auth);
  }

  static Doc item(String kind, String name, Value item) {
    return auth(Doc.of(kind, Doc.of(name, item)));
  }

  static Doc settings(Doc... changes) {
    return Doc.fold(List.of(changes));
  }

  static EntryBuilder root(Doc settings) {
    return EntryBuilder.root(1)
        .subtree(Subtree.of(StoreNames.ROOT))
        .subtree(Subtree.of(StoreNames.SETTINGS).withData(settings.encode()));
  }

  static EntryBuilder note() {
    return note("note");
  }

  /** An entry that does not touch the settings, different for each text. */
  static EntryBuilder note(String text) {
    return child(1).subtree(Subtree.of("notes").withData(text.getBytes(UTF_8)));
  }

  static EntryBuilder change(Doc data) {
    return change(data, 1);
  }

  static EntryBuilder change(Doc data, long height) {
    return change(data.encode(), height);
  }

  static EntryBuilder change(byte[] data, long height) {
    return child(height)
        .subtree(Subtree.of(StoreNames.SETTINGS).withParents(Set.of(DATABASE)).withData(data));
  }

  private static EntryBuilder child(long height) {
    return EntryBuilder.child(DATABASE, Set.of(DATABASE), Set.of(DATABASE)).height(height);
  }

  static SigKey byKey(SigningKey key) {
    return new SigKey.Direct(new KeyHint.ByKey(key.publicKey()));
  }

  static SigKey byName(String name) {
    return new SigKey.Direct(new KeyHint.ByName(name));
  }

  static SigKey byGlobal(SigningKey key) {
    return new SigKey.Direct(new KeyHint.Global(key.publicKey()));
  }

  static SignedEntry signed(EntryBuilder builder, SigningKey key) {
    return new SignedEntry(builder.sign(key), key.publicKey());
  }

  static Ruling check(Entry entry, Doc settings) {
    return Authorisation.check(entry, settings, DelegatedSettings.NONE);
  }

  static Ruling allowed(SigningKey key, Permission permission) {
    return new Ruling.Allowed(key.publicKey(), permission);
  }

  /** Why an entry is refused; empty if it is not. */
  static Optional<AuthProblem> problem(Ruling ruling) {
    return ruling instanceof Ruling.Refused refused
        ? Optional.of(refused.refusal().problem())
        : Optional.empty();
  }

  static Optional<AuthProblem> problem(Entry entry, Doc settings) {
    return problem(check(entry, settings));
  }

  /** The candidates that a signer has, none if it is refused. */
  static List<Candidate> candidates(Resolution resolution) {
    return resolution instanceof Resolution.Candidates found ? found.list() : List.of();
  }

  static Candidate candidate(SigningKey key, Permission permission) {
    return new Candidate(key.publicKey(), permission);
  }

  /** A change of settings by a key of a rank, from settings before it. */
  static Restriction restriction(
      SigningKey by, Permission rank, Doc before, Doc data, long height) {
    return new Restriction(signed(change(data, height), by), rank, before, before.merge(data));
  }
}
