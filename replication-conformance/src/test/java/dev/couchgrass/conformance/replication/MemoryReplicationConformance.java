package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryEngine;

/** Databases in memory, and those that the suite brings along. */
class MemoryReplicationConformance extends ReplicationConformance {
  @Override
  protected StorageHome storage() {
    return new KvHome(MemoryEngine::new, KvOptions.DEFAULTS);
  }
}
