package dev.couchgrass.store.chronicle;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;
import java.io.IOException;

/** As it comes: every write synced, and changes that stay on the heap for a while. */
class ChronicleDefaultsConformance extends EngineConformance {
  @Override
  protected EngineHome engine() throws IOException {
    return TestFolder.make(ChronicleOptions.DEFAULTS);
  }
}
