package dev.couchgrass.store.kv;

import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a {@link KvStorage} works.
 *
 * @param workers how many threads run what may block or takes long
 * @param maxWaitingEdits how many edits may wait for a database's writer, one more counted for each
 *     4 KiB of a body; further ones are refused with {@code OVERLOADED}
 * @param maxBulkBytes of the bodies that one bulk read hands out, equal ones counted once; more is
 *     refused with {@code TOO_LARGE}, unless a single document is asked for
 * @param instances gives each new database the name that no other ever has
 * @param clock tells when a database is made
 */
public record KvOptions(
    int workers,
    long maxWaitingEdits,
    long maxBulkBytes,
    Supplier<UUID> instances,
    InstantSource clock) {
  /** As many workers as processors, at least two, 64 MiB a bulk read, random instance names. */
  public static final KvOptions DEFAULTS =
      new KvOptions(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          100_000,
          64L << 20,
          UUID::randomUUID,
          InstantSource.system());

  public KvOptions {
    Objects.requireNonNull(instances);
    Objects.requireNonNull(clock);
    if (maxWaitingEdits < 1) {
      throw new IllegalArgumentException("At least one edit must be able to wait");
    }
    if (maxBulkBytes < 1) {
      throw new IllegalArgumentException("A bulk read must be able to hand out something");
    }
    if (workers < 1) {
      throw new IllegalArgumentException("At least one worker is needed");
    }
  }

  public KvOptions withWorkers(int count) {
    return new KvOptions(count, maxWaitingEdits, maxBulkBytes, instances, clock);
  }

  public KvOptions withMaxWaitingEdits(long count) {
    return new KvOptions(workers, count, maxBulkBytes, instances, clock);
  }

  public KvOptions withMaxBulkBytes(long count) {
    return new KvOptions(workers, maxWaitingEdits, count, instances, clock);
  }

  public KvOptions withInstances(Supplier<UUID> source) {
    return new KvOptions(workers, maxWaitingEdits, maxBulkBytes, source, clock);
  }

  public KvOptions withClock(InstantSource source) {
    return new KvOptions(workers, maxWaitingEdits, maxBulkBytes, instances, source);
  }
}
