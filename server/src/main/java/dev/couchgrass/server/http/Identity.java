package dev.couchgrass.server.http;

import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a request is made.
 *
 * @param name empty for whoever did not log in
 * @param handler how the name was proven: {@code default} or {@code cookie}
 */
public record Identity(Optional<String> name, Set<String> roles, Optional<String> handler) {
  /** The role of server administrators. */
  public static final String ADMIN_ROLE = "_admin";

  /** Nobody in particular. */
  public static final Identity ANONYMOUS =
      new Identity(Optional.empty(), Set.of(), Optional.empty());

  /** Whoever talks to an open server: an administrator without a name. */
  public static final Identity OPEN =
      new Identity(Optional.empty(), Set.of(ADMIN_ROLE), Optional.of("default"));

  public Identity {
    roles = Set.copyOf(roles);
  }

  public boolean isServerAdmin() {
    return roles.contains(ADMIN_ROLE);
  }
}
