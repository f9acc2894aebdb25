package dev.couchgrass.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds accounts: server administrators first, then the documents of {@code _users}. */
final class Accounts {
  static final DatabaseName USERS = new DatabaseName("_users");
  static final String ID_PREFIX = "org.couchdb.user:";

  private final Storage storage;
  private final Map<String, PasswordHash> admins;

  Accounts(Storage storage, Map<String, PasswordHash> admins) {
    this.storage = storage;
    this.admins = Map.copyOf(admins);
  }

  Future<Optional<Account>> find(String name) {
    PasswordHash admin = admins.get(name);
    if (admin != null) {
      Set<String> roles = Set.of(Identity.ADMIN_ROLE);
      return Future.succeededFuture(Optional.of(new Account(name, roles, admin, false)));
    }
    return storage
        .open(USERS)
        .compose(users -> users.get(new DocumentId(ID_PREFIX + name)))
        .map(found -> found.flatMap(document -> account(name, document)))
        .recover(Accounts::noneIfMissing);
  }

  /** Nobody has an account while {@code _users} is deleted. */
  private static Future<Optional<Account>> noneIfMissing(Throwable cause) {
    boolean missing = cause instanceof StoreException e && e.code() == ErrorCode.DATABASE_MISSING;
    return missing ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(cause);
  }

  private static Optional<Account> account(String name, StoredDocument document) {
    ObjectNode user = Trees.parse(document.body());
    // Documents may have come in by other ways than this server: the name must be its own.
    if (!name.equals(user.path("name").asText()) || user.has("totp")) {
      return Optional.empty();
    }
    Set<String> roles = new HashSet<>();
    for (JsonNode role : user.path("roles")) {
      if (role.isTextual() && !role.asText().startsWith("_")) {
        roles.add(role.asText());
      }
    }
    return PasswordHash.of(user).map(hash -> new Account(name, roles, hash, true));
  }

  /** Keeps a stronger hash of the same password, unless the document was changed meanwhile. */
  Future<Void> upgrade(Account account, PasswordHash stronger) {
    DocumentId id = new DocumentId(ID_PREFIX + account.name());
    return storage
        .open(USERS)
        .compose(
            users ->
                users
                    .get(id)
                    .compose(
                        found -> {
                          if (found.isEmpty() || !found.get().attachments().isEmpty()) {
                            return Future.succeededFuture();
                          }
                          ObjectNode user = Trees.parse(found.get().body());
                          if (!PasswordHash.of(user).equals(Optional.of(account.hash()))) {
                            return Future.succeededFuture();
                          }
                          stronger.into(user);
                          JsonBody body = Trees.body(user);
                          return users
                              .write(DocumentEdit.update(id, found.get().revision(), body))
                              .<Void>mapEmpty();
                        }));
  }
}
