package dev.couchgrass.instance.store;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.HeightRules;
import dev.couchgrass.core.entry.HeightStrategy;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.HeightSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import java.util.Optional;

/**
 * The settings of a database: its name, who may do what, and how heights are given.
 *
 * <p>Reads see what the transaction wrote. Whether its key may change this is asked when it
 * commits, under the settings before. Throws what {@link DocStore} does, and {@link
 * java.util.NoSuchElementException} for a key that the settings do not know.
 */
public final class SettingsStore {
  /** The type of the settings. */
  public static final StoreType<SettingsStore> TYPE =
      new StoreType<>() {
        @Override
        public String id() {
          return "settings:v0";
        }

        @Override
        public SettingsStore open(StagedStore staged) {
          return new SettingsStore(staged);
        }
      };

  /** The setting that is the database's name. */
  public static final String NAME = "name";

  private final StagedStore staged;

  private SettingsStore(StagedStore staged) {
    this.staged = staged;
  }

  /** Everything. */
  public Doc all() {
    return staged.reading().current();
  }

  public Optional<Value> get(String setting) {
    return all().get(setting);
  }

  /**
   * Puts a setting of the application's.
   *
   * @throws IllegalArgumentException if it is for {@link #auth} to say
   */
  public void set(String setting, Value value) {
    if (setting.equals(AuthSettings.SETTING)) {
      throw new IllegalArgumentException("Who may do what has methods of its own");
    }
    staged.editing().set(Path.of(setting), value);
  }

  /** The name of the database. */
  public Optional<String> name() {
    return get(NAME).filter(TextValue.class::isInstance).map(value -> ((TextValue) value).value());
  }

  public void setName(String name) {
    set(NAME, Value.of(name));
  }

  /** Who may do what. */
  public AuthSettings auth() {
    return AuthSettings.of(all());
  }

  /** Grants something to a key, in place of what was granted to it. */
  public void grant(PublicKey key, KeyGrant grant) {
    merge(auth().put(key, grant));
  }

  /**
   * Takes from a key all that was granted to it, also for entries that are still to come. Of the
   * last admin, the commit refuses it unless that is {@linkplain
   * dev.couchgrass.instance.database.Transaction#allowLeavingNoAdmin wished}.
   */
  public void revoke(PublicKey key) {
    merge(auth().revoke(key));
  }

  public void rename(PublicKey key, String name) {
    merge(auth().rename(key, name));
  }

  /** Grants something to every key. */
  public void grantAll(KeyGrant grant) {
    merge(auth().putGlobal(grant));
  }

  /** Grants nothing any more to keys that the settings do not name. */
  public void revokeAll() {
    merge(auth().removeGlobal());
  }

  /** Trusts the keys of another database. */
  public void trust(Delegation delegation) {
    merge(auth().putDelegation(delegation));
  }

  /** Trusts the keys of another database no more. */
  public void distrust(Cid database) {
    merge(auth().removeDelegation(database));
  }

  /** How heights are given, and so which of two changes is the later. */
  public HeightRules heights() {
    return HeightSettings.rules(all());
  }

  /** Gives the database another strategy, for entries under these settings. */
  public void setHeights(HeightStrategy strategy) {
    merge(HeightSettings.put(strategy));
  }

  /** Gives a store a strategy of its own. */
  public void setHeights(String store, HeightStrategy strategy) {
    merge(HeightSettings.put(store, strategy));
  }

  private void merge(Doc change) {
    staged.editing().merge(Path.ROOT, change);
  }
}
