package org.example.rocksdb.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.EngineConformance;
import org.example.rocksdb.RocksEngine;
import org.junit.jupiter.api.Test;

/** That the build runs the tests on both paths, and not twice on one of them. */
class LaunchTest {
  @Test
  void classesAreInModulesWhereTheBuildSaysSo() {
    boolean modular = Boolean.getBoolean("modular");
    assertEquals(modular, RocksEngine.class.getModule().isNamed());
    assertEquals(modular, EngineConformance.class.getModule().isNamed());
  }
}
