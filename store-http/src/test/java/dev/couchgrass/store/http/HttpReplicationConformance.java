package dev.couchgrass.store.http;

import dev.couchgrass.conformance.home.FolderHome;
import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.ReplicationConformance;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import java.io.IOException;

/** Databases of a server of our own, and databases on disk. */
class HttpReplicationConformance extends ReplicationConformance {
  @Override
  protected StorageHome storage() {
    return ServerHome.over(MemoryStorage::open);
  }

  @Override
  protected StorageHome other() throws IOException {
    return new KvHome(
        FolderHome.make(
            folder -> ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE)),
        KvOptions.DEFAULTS);
  }
}
