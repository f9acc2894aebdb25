package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * What keys may do in a database, by its settings as they are now, and by those of the databases
 * that it trusts, as far as they are here.
 */
public record Access(DatabaseRegistry databases) {
  /** How many databases are looked at. */
  private static final int MAX_DATABASES = 64;

  /** How many ways to them: there may be very many, of which few differ in what they allow. */
  private static final int MAX_WAYS = 1_024;

  /** The most that one of some keys may do; empty if none may do anything. */
  public Future<Optional<Permission>> of(Cid database, Collection<PublicKey> keys) {
    return permit(database, keys).map(permit -> permit.map(Permit::most));
  }

  /** As {@link #of}, and by which of them. */
  public Future<Optional<Permit>> permit(Cid database, Collection<PublicKey> keys) {
    return new Search(keys).in(database).map(Access::best);
  }

  private static Optional<Permit> best(List<Held> all) {
    Optional<PublicKey> holder =
        all.stream()
            .filter(held -> held.key().isPresent())
            .max(
                Comparator.comparing(Held::permission)
                    .thenComparing(held -> held.key().orElseThrow()))
            .flatMap(Held::key);
    return all.stream()
        .map(Held::permission)
        .max(Permission::compareTo)
        .map(most -> new Permit(most, holder));
  }

  /** What one key may do; without a key, what everybody may. */
  private record Held(Permission permission, Optional<PublicKey> key) {}

  /**
   * A way from the database that was asked about to one that it trusts.
   *
   * @param bounds of all steps together, as an entry by this way has them; empty at the beginning
   */
  private record Way(Cid database, Optional<Bounds> bounds, int steps) {
    Way on(Cid next, Bounds here) {
      Bounds both = bounds.map(before -> before.and(here)).orElse(here);
      return new Way(next, Optional.of(both), steps + 1);
    }

    Held clamp(Held held) {
      return bounds.map(each -> new Held(each.clamp(held.permission()), held.key())).orElse(held);
    }
  }

  /** What a way leads to: another one to there with the same bounds brings nothing new. */
  private record Place(Cid database, Optional<Bounds> bounds) {}

  /** One search, the shortest ways first. Each database is read once. */
  private final class Search {
    private final Collection<PublicKey> keys;
    private final Map<Cid, AuthSettings> read = new HashMap<>();
    private final Set<Place> seen = new HashSet<>();
    private final Queue<Way> open = new ArrayDeque<>();
    private final List<Held> found = new ArrayList<>();

    Search(Collection<PublicKey> keys) {
      this.keys = keys;
    }

    Future<List<Held>> in(Cid database) {
      add(new Way(database, Optional.empty(), 0));
      return Repeat.whileTrue(this::goOn).map(done -> found);
    }

    private void add(Way way) {
      if (way.steps() <= EntryLimits.MAX_STEPS
          && seen.size() < MAX_WAYS
          && seen.add(new Place(way.database(), way.bounds()))) {
        open.add(way);
      }
    }

    private Future<Boolean> goOn() {
      Optional<Way> next = Optional.ofNullable(open.poll());
      return next.isEmpty()
          ? Future.succeededFuture(false)
          : settings(next.get().database())
              .map(
                  auth -> {
                    follow(next.get(), auth);
                    return true;
                  });
    }

    /** None, if it would be one too many. */
    private Future<AuthSettings> settings(Cid database) {
      Optional<AuthSettings> known = Optional.ofNullable(read.get(database));
      if (known.isPresent() || read.size() >= MAX_DATABASES) {
        return Future.succeededFuture(known.orElse(AuthSettings.NONE));
      }
      return new SignedDatabase(databases.core(database), Optional.empty())
          .settings()
          .map(SettingsStore::auth)
          .map(
              auth -> {
                read.put(database, auth);
                return auth;
              });
    }

    private void follow(Way way, AuthSettings auth) {
      keys.forEach(key -> granted(auth, key).map(way::clamp).ifPresent(found::add));
      auth.delegations().forEach((trusted, trust) -> add(way.on(trusted, trust.bounds())));
    }

    private Optional<Held> granted(AuthSettings auth, PublicKey key) {
      Optional<KeyGrant> named = auth.key(key);
      return named
          .or(auth::global)
          .filter(KeyGrant::isActive)
          .map(grant -> new Held(grant.permission(), named.map(any -> key)));
    }
  }
}
