package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keys may do in a database, by its settings as they are now, and by those of the databases
 * that it trusts, as far as they are here.
 */
public record Access(DatabaseRegistry databases) {
  /** How far trust leads: as many steps as an entry may name, and no more databases than this. */
  private static final int MAX_DATABASES = 64;

  /** The most that one of some keys may do; empty if none may do anything. */
  public Future<Optional<Permission>> of(Cid database, Collection<PublicKey> keys) {
    return new Search(keys).in(database);
  }

  /** One search, which looks at each database once. */
  private final class Search {
    private final Collection<PublicKey> keys;
    private final Set<Cid> visited = new HashSet<>();

    Search(Collection<PublicKey> keys) {
      this.keys = keys;
    }

    Future<Optional<Permission>> in(Cid database) {
      if (visited.size() >= MAX_DATABASES || !visited.add(database)) {
        return Future.succeededFuture(Optional.empty());
      }
      return new SignedDatabase(databases.core(database), Optional.empty())
          .settings()
          .compose(settings -> in(settings.auth()));
    }

    private Future<Optional<Permission>> in(AuthSettings auth) {
      List<Permission> found = new ArrayList<>();
      granted(auth).ifPresent(found::add);
      return Repeat.each(auth.delegations().entrySet(), trust -> add(trust, found))
          .map(done -> found.stream().max(Permission::compareTo));
    }

    private Future<Void> add(Map.Entry<Cid, Delegation> trust, List<Permission> found) {
      return in(trust.getKey())
          .map(
              there -> {
                there.map(trust.getValue().bounds()::clamp).ifPresent(found::add);
                return null;
              });
    }

    private Optional<Permission> granted(AuthSettings auth) {
      return keys.stream()
          .flatMap(key -> auth.key(key).or(auth::global).stream())
          .filter(KeyGrant::isActive)
          .map(KeyGrant::permission)
          .max(Permission::compareTo);
    }
  }
}
