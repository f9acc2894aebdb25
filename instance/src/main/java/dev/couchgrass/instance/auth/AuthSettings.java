package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may do what in a database, as its settings say. Immutable.
 *
 * <p>What is malformed in the settings is as if it were not there: replicas must agree on it, and
 * whoever wrote it may have been hostile. The methods that change something check nothing but what
 * they are given, and answer with the change alone, to be merged over the settings.
 *
 * <p>Reads on demand: looking up one key takes no longer if there are many.
 */
public final class AuthSettings {
  /** The settings that grant nothing. */
  public static final AuthSettings NONE = new AuthSettings(Doc.EMPTY);

  /** The setting in which all this stands. */
  public static final String SETTING = AuthForm.AUTH;

  private final Doc auth;

  private AuthSettings(Doc auth) {
    this.auth = auth;
  }

  /** Reads a database's settings, the whole of them. */
  public static AuthSettings of(Doc settings) {
    return new AuthSettings(Forms.docOrEmpty(settings, AuthForm.AUTH));
  }

  /**
   * Whether who may do what is still told: not if it was removed, or something else was put in its
   * place. Settings that never told are intact.
   */
  public static boolean isIntact(Doc settings) {
    return !settings.isTombstone(AuthForm.AUTH)
        && settings.get(AuthForm.AUTH).filter(value -> !(value instanceof Doc)).isEmpty();
  }

  /** What is granted to a key itself, active or not. */
  public Optional<KeyGrant> key(PublicKey key) {
    return grants().find(key.toString());
  }

  /** The grants to keys, active or not, in the order of the keys' bytes; made anew each time. */
  public SortedMap<PublicKey, KeyGrant> keys() {
    return grants().all();
  }

  /** As {@link #keys}, of those with a name. */
  public SortedMap<PublicKey, KeyGrant> named(String name) {
    return grants().named(name);
  }

  /** The grants to keys, to be read in other ways. */
  KeyGrants grants() {
    return new KeyGrants(Forms.docOrEmpty(auth, AuthForm.KEYS));
  }

  /** What is granted to every key, active or not. */
  public Optional<KeyGrant> global() {
    return auth.get(AuthForm.GLOBAL).flatMap(KeyGrantForm::read);
  }

  /** The trust in another database's keys. */
  public Optional<Delegation> delegation(Cid database) {
    return Forms.docOrEmpty(auth, AuthForm.DELEGATIONS)
        .get(database.toString())
        .flatMap(form -> DelegationForm.read(database, form));
  }

  /** All delegations, in the order of the databases' ids; made anew each time. */
  public SortedMap<Cid, Delegation> delegations() {
    SortedMap<Cid, Delegation> found = new TreeMap<>();
    for (String text : Forms.docOrEmpty(auth, AuthForm.DELEGATIONS).toMap().keySet()) {
      Forms.entryId(text).flatMap(this::delegation).ifPresent(it -> found.put(it.database(), it));
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /** Whether there is nothing: no key, no grant to all, no delegation. */
  public boolean isEmpty() {
    return global().isEmpty() && grants().isEmpty() && delegations().isEmpty();
  }

  /**
   * Whether somebody may change the settings: a key, all, or as far as is known here, whoever may
   * in a database that is trusted.
   */
  public boolean hasAdmin() {
    return grants().hasAdmin()
        || global()
            .filter(KeyGrant::isActive)
            .filter(grant -> grant.permission().canAdmin())
            .isPresent()
        || delegations().values().stream().anyMatch(trust -> trust.bounds().max().canAdmin());
  }

  /** The change that grants something to a key, in place of what was granted to it. */
  public Doc put(PublicKey key, KeyGrant grant) {
    return AuthForm.change(AuthForm.KEYS, key.toString(), KeyGrantForm.write(grant));
  }

  /**
   * The change after which a key may do nothing.
   *
   * @throws NoSuchElementException if nothing is granted to it
   */
  public Doc revoke(PublicKey key) {
    return put(key, required(key).withStatus(KeyStatus.REVOKED));
  }

  /**
   * The change that gives a key another name.
   *
   * @throws NoSuchElementException if nothing is granted to it
   * @throws dev.couchgrass.core.InvalidInputException if the name is empty or too long
   */
  public Doc rename(PublicKey key, String name) {
    return put(key, required(key).withName(name));
  }

  private KeyGrant required(PublicKey key) {
    return key(key)
        .orElseThrow(() -> new NoSuchElementException("The settings grant nothing to this key"));
  }

  /** The change that grants something to every key, in place of what was granted. */
  public Doc putGlobal(KeyGrant grant) {
    return AuthForm.change(AuthForm.GLOBAL, KeyGrantForm.write(grant));
  }

  /** The change after which nothing is granted to every key. */
  public Doc removeGlobal() {
    return AuthForm.change(AuthForm.GLOBAL, Tombstone.TOMBSTONE);
  }

  /**
   * The change that trusts another database, in place of an earlier trust in the same.
   *
   * @throws IllegalArgumentException if the least permission is above the greatest
   */
  public Doc putDelegation(Delegation delegation) {
    if (!delegation.bounds().isValid()) {
      throw new IllegalArgumentException("The least permission is above the greatest");
    }
    String id = delegation.database().toString();
    return AuthForm.change(AuthForm.DELEGATIONS, id, DelegationForm.write(delegation));
  }

  /** The change after which another database is not trusted. */
  public Doc removeDelegation(Cid database) {
    return AuthForm.change(AuthForm.DELEGATIONS, database.toString(), Tombstone.TOMBSTONE);
  }

  /** The same settings, malformed ones included. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AuthSettings that && auth.equals(that.auth);
  }

  @Override
  public int hashCode() {
    return auth.hashCode();
  }

  /** The settings' canonical text. */
  @Override
  public String toString() {
    return auth.toString();
  }

  /** What the settings hold. */
  Doc auth() {
    return auth;
  }
}
