package org.example.rocksdb.tests;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.home.FolderHome;
import java.io.IOException;
import org.example.rocksdb.RocksEngine;

class RocksEngineTest extends EngineConformance {
  @Override
  protected EngineHome engine() throws IOException {
    return FolderHome.make(RocksEngine::open);
  }
}
