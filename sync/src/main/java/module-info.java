/**
 * Replication between any two stores, and sync of signed logs.
 *
 * <p>Start with {@link dev.couchgrass.sync.Replicator} for documents, and with {@link
 * dev.couchgrass.sync.log.SignedLogs} for signed logs.
 */
module dev.couchgrass.sync {
  requires transitive dev.couchgrass.store;
  requires static transitive org.jspecify;

  exports dev.couchgrass.sync;
  exports dev.couchgrass.sync.log;
  exports dev.couchgrass.sync.log.channel;
  exports dev.couchgrass.sync.log.feed;
  exports dev.couchgrass.sync.log.forge;
  exports dev.couchgrass.sync.log.ingest;
  exports dev.couchgrass.sync.log.item;
  exports dev.couchgrass.sync.log.session;
  exports dev.couchgrass.sync.log.wire;
  exports dev.couchgrass.sync.options;
  exports dev.couchgrass.sync.result;
  exports dev.couchgrass.sync.time;
}
