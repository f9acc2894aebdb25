package dev.couchgrass.server.auth;

import dev.couchgrass.server.http.Identity;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who can log in.
 *
 * @param stored whether it is a document of {@code _users}, else a server administrator
 */
record Account(String name, Set<String> roles, PasswordHash hash, boolean stored) {
  Account {
    roles = Set.copyOf(roles);
  }

  Identity identity(String handler) {
    return new Identity(Optional.of(name), roles, Optional.of(handler));
  }
}
