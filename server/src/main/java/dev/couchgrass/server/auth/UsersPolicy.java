package dev.couchgrass.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.DocumentPolicy;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Keeps the documents of {@code _users} in order, and passwords out of them.
 *
 * @param worker hashes
 * @param admin whether who writes administers the database
 */
record UsersPolicy(PasswordWorker worker, boolean admin) implements DocumentPolicy {
  @Override
  public Future<JsonBody> beforeWrite(
      Identity identity, DocumentStore database, DocumentId id, boolean deleted, JsonBody body) {
    return database
        .get(id, GetOptions.DEFAULTS)
        .compose(
            before -> {
              try {
                return checked(identity, id, deleted, body, before);
              } catch (HttpFailure refusal) {
                return Future.failedFuture(
                    new StoreException(ErrorCode.FORBIDDEN, refusal.reason()));
              }
            });
  }

  private Future<JsonBody> checked(
      Identity identity,
      DocumentId id,
      boolean deleted,
      JsonBody body,
      Optional<StoredDocument> before) {
    if (id.isDesign() && admin) {
      return Future.succeededFuture(body);
    }
    ObjectNode user = Trees.parse(body);
    if (deleted) {
      requireOwner(identity, id);
      // A tombstone's body travels and stays, so it must not hold a password either.
      user.remove("password");
      return Future.succeededFuture(user.isEmpty() ? JsonBody.EMPTY : Trees.body(user));
    }
    UserRules.checkForm(id.value(), user);
    if (!admin) {
      UserRules.checkOwn(identity.name(), user, before.map(b -> Trees.parse(b.body())));
    }
    return hashed(user, body);
  }

  private void requireOwner(Identity identity, DocumentId id) {
    boolean own =
        identity.name().filter(n -> id.value().equals(Accounts.ID_PREFIX + n)).isPresent();
    if (!admin && !own) {
      throw HttpFailure.forbidden("Only admins may delete other user docs.");
    }
  }

  private Future<JsonBody> hashed(ObjectNode user, JsonBody body) {
    JsonNode password = user.path("password");
    if (password.isMissingNode()) {
      return Future.succeededFuture(body);
    }
    if (password.isNull()) {
      user.remove("password");
      return Future.succeededFuture(Trees.body(user));
    }
    if (!password.isTextual() || password.asText().isEmpty()) {
      throw HttpFailure.forbidden("Password must be a string that is not empty.");
    }
    return worker
        .hash(password.asText())
        .map(
            hash -> {
              hash.into(user);
              return Trees.body(user);
            });
  }
}
