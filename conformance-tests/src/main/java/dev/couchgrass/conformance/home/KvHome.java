package dev.couchgrass.conformance.home;

import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Document databases over an engine, which is watched. */
public final class KvHome implements StorageHome {
  private final EngineHome engines;
  private final KvOptions options;
  private Optional<Probe> newest = Optional.empty();

  public KvHome(EngineHome engines, KvOptions options) {
    this.engines = engines;
    this.options = options;
  }

  @Override
  public Future<Storage> open(Vertx vertx) {
    try {
      Probe engine = new Probe(engines.open());
      newest = Optional.of(engine);
      return KvStorage.open(vertx, engine, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean keeps() {
    return newest.orElseThrow().capabilities().durability() != Durability.NONE;
  }

  @Override
  public Optional<StorageHome> crashed() throws IOException {
    return engines.crashed().map(left -> new KvHome(left, options));
  }

  @Override
  public Optional<Probe> engine() {
    return newest;
  }

  @Override
  public void delete() throws IOException {
    engines.delete();
  }
}
