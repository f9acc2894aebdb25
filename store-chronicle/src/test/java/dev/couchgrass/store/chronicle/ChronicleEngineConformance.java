package dev.couchgrass.store.chronicle;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;
import java.io.IOException;

/** With so little room for recent changes that folds happen all the time. */
class ChronicleEngineConformance extends EngineConformance {
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS
          .withRecentBytes(20_000)
          .withCacheBytes(100_000)
          .withSegmentBytes(256 * 1024);

  @Override
  protected EngineHome engine() throws IOException {
    return TestFolder.make(OPTIONS);
  }
}
