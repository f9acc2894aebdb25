package dev.couchgrass.instance.database;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.EncryptedStoreConfig;
import dev.couchgrass.instance.secret.KdfParameters;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.secret.PayloadCipher;
import dev.couchgrass.instance.secret.StoreBinding;
import dev.couchgrass.instance.secret.WrongPasswordException;
import dev.couchgrass.instance.store.StoreType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Makes and opens stores whose contents are encrypted under a password.
 *
 * <pre>{@code
 * PasswordStores locked = new PasswordStores(vertx, KdfParameters.DEFAULTS);
 * locked.create(database, DocStore.TYPE, "diary", password).compose(diary ->
 *     database.write(transaction -> transaction.store(diary).map(edit -> {
 *       edit.set("today", "hay");
 *       return edit;
 *     })));
 * }</pre>
 *
 * <p>A store is made once, and its password is told to others in another way than by the database.
 * It is made in an entry of its own, and never by the root, since its key is bound to the id of the
 * database, which the root does not know. Passwords are worked on by worker threads, and have to
 * stay open until the future completes. Nothing slows guessing: whoever has the entries can guess
 * elsewhere.
 */
public final class PasswordStores {
  /** How many keys of a store a password is tried on, as each costs as much as a login. */
  private static final int MAX_KEYS = 16;

  private static final int KEY_NAME_BYTES = 8;

  private final Vertx vertx;
  private final KdfParameters parameters;

  /**
   * @param parameters how passwords are made keys of from now on
   */
  public PasswordStores(Vertx vertx, KdfParameters parameters) {
    this.vertx = Objects.requireNonNull(vertx);
    this.parameters = Objects.requireNonNull(parameters);
  }

  /**
   * Makes an encrypted store, in an entry of its own.
   *
   * <p>Fails with {@link InstanceProblem#STORE_EXISTS}, and as {@link Transaction#store} and {@link
   * Transaction#commit} do. If two make it who do not know of each other, both keys stay, and with
   * one password for both it can be read once it is opened anew.
   */
  public <S> Future<PasswordStore<S>> create(
      SignedDatabase database, StoreType<S> type, String name, Password password) {
    StoreBinding binding = new StoreBinding(database.id(), name);
    SecureRandom random = database.core().means().random();
    List<PayloadCipher> made = new ArrayList<>();
    return database
        .write(
            transaction -> {
              requireNew(transaction, type, name);
              return onWorker(
                      () -> {
                        EncryptedStoreConfig config =
                            EncryptedStoreConfig.create(password, binding, parameters, random);
                        PayloadCipher cipher = config.open(password, binding, random);
                        made.add(cipher);
                        return new StoreKeys.Key(config, cipher.encrypt(Payload.ofType(type.id())));
                      })
                  .map(
                      key -> {
                        StoreIndex.add(
                            transaction.index(), name, StoreKeys.of(keyName(random), key));
                        return key;
                      });
            })
        .map(done -> new PasswordStore<>(database.core(), name, type, made))
        .andThen(onFailure(failure -> made.forEach(PayloadCipher::close)));
  }

  private static void requireNew(Transaction transaction, StoreType<?> type, String name) {
    if (StoreIndex.type(transaction.index().current(), name).isPresent()) {
      throw new InstanceException(InstanceProblem.STORE_EXISTS, name);
    }
    if (StoreNames.isSystem(name)) {
      throw new InstanceException(InstanceProblem.ILLEGAL_STORE_NAME, name);
    }
    StoreIndex.require(transaction.index().current(), name, type);
  }

  private static String keyName(SecureRandom random) {
    byte[] name = new byte[KEY_NAME_BYTES];
    random.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  /**
   * Opens an encrypted store with its password, as it is now.
   *
   * <p>Fails with {@link InstanceProblem#STORE_MISSING}, with {@link InstanceProblem#STORE_TYPE} if
   * it is not encrypted, or of another type, and with {@link InstanceProblem#WRONG_PASSWORD}, also
   * if what is kept of the key was changed, or made for another store.
   */
  public <S> Future<PasswordStore<S>> open(
      SignedDatabase database, StoreType<S> type, String name, Password password) {
    SecureRandom random = database.core().means().random();
    return database
        .snapshot()
        .compose(now -> database.core().history().state(StoreNames.INDEX, now))
        .map(index -> StoreIndex.keys(index, name))
        .compose(
            keys ->
                onWorker(() -> open(keys, password, new StoreBinding(database.id(), name), random)))
        .map(
            opened -> {
              if (!opened.type().equals(type.id())) {
                opened.ciphers().forEach(PayloadCipher::close);
                throw new InstanceException(InstanceProblem.STORE_TYPE, opened.type());
              }
              return new PasswordStore<>(database.core(), name, type, opened.ciphers());
            });
  }

  /**
   * Puts a store under another password, in an entry of its own; nothing is encrypted anew, and
   * what is open stays so. Whoever kept the entries still reads all with the old password, what is
   * written later included: against a password that leaked, only a new store helps.
   *
   * <p>Fails as {@link #open} and {@link Transaction#commit} do, and then changes nothing.
   */
  public Future<Void> changePassword(
      SignedDatabase database, String name, Password old, Password changed) {
    StoreBinding binding = new StoreBinding(database.id(), name);
    SecureRandom random = database.core().means().random();
    return database
        .write(
            transaction -> {
              StoreKeys keys = StoreIndex.keys(transaction.index().current(), name);
              return onWorker(() -> rewrap(keys, old, changed, binding, random))
                  .map(
                      rewrapped -> {
                        StoreIndex.change(transaction.index(), name, rewrapped);
                        return rewrapped;
                      });
            })
        .mapEmpty();
  }

  private StoreKeys rewrap(
      StoreKeys keys, Password old, Password changed, StoreBinding binding, SecureRandom random) {
    SortedMap<String, StoreKeys.Key> rewrapped = new TreeMap<>();
    for (Map.Entry<String, StoreKeys.Key> each : tried(keys)) {
      StoreKeys.Key key = each.getValue();
      opened(() -> key.config().withPassword(old, changed, binding, parameters, random))
          .ifPresent(config -> rewrapped.put(each.getKey(), new StoreKeys.Key(config, key.type())));
    }
    if (rewrapped.isEmpty()) {
      throw new InstanceException(InstanceProblem.WRONG_PASSWORD);
    }
    return new StoreKeys(rewrapped);
  }

  private static List<Map.Entry<String, StoreKeys.Key>> tried(StoreKeys keys) {
    return keys.keys().entrySet().stream().limit(MAX_KEYS).toList();
  }

  /** What a password opens; empty if the key is under another one. */
  private static <T> Optional<T> opened(Supplier<T> opening) {
    try {
      return Optional.of(opening.get());
    } catch (WrongPasswordException e) {
      return Optional.empty();
    }
  }

  /** What a password opened. */
  private record Opened(List<PayloadCipher> ciphers, String type) {}

  private static Opened open(
      StoreKeys keys, Password password, StoreBinding binding, SecureRandom random) {
    List<PayloadCipher> ciphers = new ArrayList<>();
    Optional<String> type = Optional.empty();
    for (Map.Entry<String, StoreKeys.Key> each : tried(keys)) {
      StoreKeys.Key key = each.getValue();
      Optional<PayloadCipher> cipher = opened(() -> key.config().open(password, binding, random));
      cipher.ifPresent(ciphers::add);
      type = type.or(() -> cipher.flatMap(it -> it.decrypt(key.type())).flatMap(Payload::type));
    }
    if (type.isEmpty()) {
      ciphers.forEach(PayloadCipher::close);
      throw new InstanceException(InstanceProblem.WRONG_PASSWORD);
    }
    return new Opened(ciphers, type.get());
  }

  private <T> Future<T> onWorker(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }
}
