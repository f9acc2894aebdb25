package dev.couchgrass.server.replicator.request;

import dev.couchgrass.store.DatabaseName;

/** Which databases hold replications: {@code _replicator}, and those whose names end so. */
public final class ReplicatorNames {
  /** The one that every server has. */
  public static final DatabaseName DEFAULT = new DatabaseName("_replicator");

  private ReplicatorNames() {}

  public static boolean isReplicator(DatabaseName name) {
    return name.equals(DEFAULT) || name.value().endsWith("/_replicator");
  }

  static boolean isSystem(DatabaseName name) {
    return name.isSystem() || isReplicator(name);
  }
}
