package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.home.FolderHome;
import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryEngine;
import java.io.IOException;

/** Databases on disk, and in memory. */
class ChronicleReplicationConformance extends ReplicationConformance {
  @Override
  protected StorageHome storage() throws IOException {
    return new KvHome(
        FolderHome.make(
            folder -> ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE)),
        KvOptions.DEFAULTS);
  }

  @Override
  protected StorageHome other() {
    return new KvHome(MemoryEngine::new, KvOptions.DEFAULTS);
  }
}
