/**
 * Replication between any two stores.
 *
 * <p>Start with {@link dev.couchgrass.sync.Replicator}.
 */
module dev.couchgrass.sync {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;

  exports dev.couchgrass.sync;
  exports dev.couchgrass.sync.options;
  exports dev.couchgrass.sync.result;
  exports dev.couchgrass.sync.time;
}
