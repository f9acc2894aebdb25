package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Optional;
import java.util.function.Function;

/** Where the reference engine, or what is made of it, keeps what it has: in a field. */
public final class ReferenceHome implements EngineHome {
  private final Function<Disk, ? extends Engine> engines;
  private final Disk disk;

  ReferenceHome(Function<Disk, ? extends Engine> engines) {
    this(engines, new Disk(PersistentByteMap.EMPTY));
  }

  private ReferenceHome(Function<Disk, ? extends Engine> engines, Disk disk) {
    this.engines = engines;
    this.disk = disk;
  }

  /** Of the honest engine. */
  public static ReferenceHome honest() {
    return new ReferenceHome(ReferenceEngine::new);
  }

  @Override
  public Engine open() {
    return engines.apply(disk);
  }

  @Override
  public Optional<EngineHome> crashed() {
    return Optional.of(new ReferenceHome(engines, new Disk(disk.kept())));
  }

  @Override
  public boolean refuseWrites(boolean refused) {
    disk.full(refused);
    return true;
  }
}
