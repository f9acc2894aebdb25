package dev.couchgrass.instance.auth;

import dev.couchgrass.core.hash.Cid;

/** Which entries of a database were written without knowing each other. */
@FunctionalInterface
public interface Concurrency {
  /**
   * Whether two entries are concurrent: neither is the other, nor among its ancestors or among the
   * entries that its pin tells of. Symmetric.
   */
  boolean areConcurrent(Cid one, Cid other);
}
