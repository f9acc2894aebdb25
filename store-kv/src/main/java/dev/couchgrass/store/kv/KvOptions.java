package dev.couchgrass.store.kv;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a {@link KvStorage} works.
 *
 * @param workers how many threads run what may block or takes long
 * @param instances gives each new database the name that no other ever has
 */
public record KvOptions(int workers, Supplier<UUID> instances) {
  /** As many workers as processors, at least two, and random instance names. */
  public static final KvOptions DEFAULTS =
      new KvOptions(Math.max(2, Runtime.getRuntime().availableProcessors()), UUID::randomUUID);

  public KvOptions {
    Objects.requireNonNull(instances);
    if (workers < 1) {
      throw new IllegalArgumentException("At least one worker is needed");
    }
  }

  public KvOptions withWorkers(int count) {
    return new KvOptions(count, instances);
  }

  public KvOptions withInstances(Supplier<UUID> source) {
    return new KvOptions(workers, source);
  }
}
