package dev.couchgrass.store.http;

import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.memory.MemoryStorage;

/** Over a server of our own, which keeps its databases in memory. */
class HttpStorageConformance extends StorageConformance {
  @Override
  protected StorageHome storage() {
    return ServerHome.over(MemoryStorage::open);
  }
}
