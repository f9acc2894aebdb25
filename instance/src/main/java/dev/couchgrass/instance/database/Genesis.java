package dev.couchgrass.instance.database;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.HeightRules;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.HeightSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.StoreType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The root of a new database: its settings, and the stores that it begins with, in one entry. */
public final class Genesis {
  private final SecureRandom random;
  private final DocEdit settings;
  private final DocEdit index;
  private final Map<String, DocEdit> stores = new LinkedHashMap<>();

  /**
   * A database with these settings.
   *
   * @throws InstanceException {@code ILLEGAL_SETTINGS} if they say who may do what: the key that
   *     signs the root may do everything, and grants more with {@link #settings}
   */
  public Genesis(Doc initial, SecureRandom random) {
    if (initial.get(AuthSettings.SETTING).isPresent()
        || initial.isTombstone(AuthSettings.SETTING)) {
      throw new InstanceException(InstanceProblem.ILLEGAL_SETTINGS, AuthSettings.SETTING);
    }
    this.random = random;
    this.settings = new DocEdit(Doc.EMPTY, random);
    this.index = new DocEdit(Doc.EMPTY, random);
    this.settings.merge(Path.ROOT, initial);
  }

  /** Changes the settings further, such as who else may do what. */
  public Genesis settings(Consumer<SettingsStore> change) {
    change.accept(SettingsStore.TYPE.open(staged(StoreNames.SETTINGS, settings)));
    return this;
  }

  /**
   * Adds a store, or changes it further.
   *
   * @throws InstanceException {@code ILLEGAL_STORE_NAME} or {@code STORE_TYPE}
   */
  public <S> Genesis store(StoreType<S> type, String name, Consumer<S> change) {
    if (StoreNames.isSystem(name)) {
      throw new InstanceException(InstanceProblem.ILLEGAL_STORE_NAME, name);
    }
    StoreIndex.require(index.current(), name, type);
    if (!stores.containsKey(name)) {
      StoreIndex.add(index, name, type.id());
    }
    DocEdit edit = stores.computeIfAbsent(name, absent -> new DocEdit(Doc.EMPTY, random));
    change.accept(type.open(staged(name, edit)));
    return this;
  }

  private static Staged staged(String name, DocEdit edit) {
    return new Staged(name, edit, new Staged.Always());
  }

  /**
   * Signs the root. The key may do everything in the database.
   *
   * @throws dev.couchgrass.core.entry.InvalidEntryException if it is larger than an entry may be
   */
  public Entry sign(SigningKey key, InstantSource clock) {
    Doc granted =
        AuthSettings.of(settings.current())
            .put(key.publicKey(), KeyGrant.of(new Permission.Admin(0)));
    Doc whole = settings.delta().merge(granted);
    HeightRules rules = HeightSettings.rules(whole);
    long now = clock.millis();
    long height = rules.height(OptionalLong.empty(), now);
    EntryBuilder builder =
        EntryBuilder.root(random.nextLong())
            .height(height)
            .subtree(Subtree.of(StoreNames.ROOT))
            .subtree(Subtree.of(StoreNames.SETTINGS).withData(whole.encode()));
    if (!stores.isEmpty()) {
      builder.subtree(Subtree.of(StoreNames.INDEX).withData(index.delta().encode()));
    }
    stores.forEach(
        (name, edit) ->
            builder.subtree(
                Subtree.of(name)
                    .withData(edit.delta().encode())
                    .withHeight(rules.storeHeight(name, height, OptionalLong.empty(), now))));
    return builder.sign(key);
  }
}
