package dev.couchgrass.conformance.broken;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.StorageConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.home.StorageHome;
import java.io.IOException;
import java.util.Optional;

/** What the suites are to prove next. They are run one after another, by one test. */
public final class UnderTest {
  private static Optional<EngineHome.Source> engines = Optional.empty();
  private static Optional<StorageHome.Source> storages = Optional.empty();

  private UnderTest() {}

  public static void engines(EngineHome.Source source) {
    engines = Optional.of(source);
  }

  public static void storages(StorageHome.Source source) {
    storages = Optional.of(source);
  }

  /** What an engine's author writes. */
  static final class Engines extends EngineConformance {
    @Override
    protected EngineHome engine() throws IOException {
      return engines.orElseThrow().make();
    }
  }

  /** What a storage's author writes. */
  static final class Storages extends StorageConformance {
    @Override
    protected StorageHome storage() throws IOException {
      return storages.orElseThrow().make();
    }
  }
}
