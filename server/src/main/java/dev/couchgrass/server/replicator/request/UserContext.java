package dev.couchgrass.server.replicator.request;

import dev.couchgrass.server.http.Identity;
import java.util.Optional;
import java.util.Set;

/** On whose behalf a replication uses this server's databases: a document's {@code user_ctx}. */
public record UserContext(Optional<String> name, Set<String> roles) {
  /** The server's own administrators. */
  public static final UserContext ADMIN =
      new UserContext(Optional.empty(), Set.of(Identity.ADMIN_ROLE));

  public UserContext {
    roles = Set.copyOf(roles);
  }

  public static UserContext of(Identity identity) {
    return new UserContext(identity.name(), identity.roles());
  }

  public Identity identity() {
    return new Identity(name, roles, Optional.empty());
  }
}
