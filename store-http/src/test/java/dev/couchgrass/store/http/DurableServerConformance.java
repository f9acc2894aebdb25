package dev.couchgrass.store.http;

import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.StorageHome;
import java.io.IOException;

/** Over a server of our own, which keeps its databases on disk. */
class DurableServerConformance extends StorageConformance {
  @Override
  protected StorageHome storage() throws IOException {
    return DurableServerHome.make();
  }
}
