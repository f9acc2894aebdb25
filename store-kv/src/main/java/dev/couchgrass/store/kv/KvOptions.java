package dev.couchgrass.store.kv;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How a {@link KvStorage} works.
 *
 * @param workers how many threads run what may block or takes long
 * @param maxWaitingEdits how many edits may wait for a database's writer, one more counted for each
 *     4 KiB of a body; further ones are refused with {@code OVERLOADED}
 * @param maxBulkBytes of the bodies that one bulk read hands out, equal ones counted once; more is
 *     refused with {@code TOO_LARGE}, unless it is a single body
 * @param maxStagedBytes of the attachments of a database that are on their way in, or staged and
 *     named by no document yet: their stored forms, and 1 KiB more for each. While others have the
 *     room, staging is refused with {@code OVERLOADED}; an attachment that is larger by itself,
 *     with {@code ATTACHMENT_TOO_LARGE}
 * @param maxStagedAge after which a staged attachment that no document names is released by the
 *     store, in case its owner forgets; counted from when all its bytes have arrived
 * @param maxStateBytes of the states of signed databases that are kept, so that nobody works them
 *     out again
 * @param maxCachedEntryBytes of heap that lately used entries of signed databases take, about; may
 *     be 0
 * @param clock tells how old staged attachments are, when a database is made, and when a node of a
 *     network was noted
 * @param random draws what is to be drawn by chance, such as nodes of an address book; for several
 *     threads at once
 * @param instances gives each new database the name that no other ever has
 */
public record KvOptions(
    int workers,
    long maxWaitingEdits,
    long maxBulkBytes,
    long maxStagedBytes,
    Duration maxStagedAge,
    long maxStateBytes,
    long maxCachedEntryBytes,
    InstantSource clock,
    RandomGenerator random,
    Supplier<UUID> instances) {
  /**
   * As many workers as processors, at least two; 64 MiB a bulk read; 4 GiB staged, for a day at
   * most; 256 MiB of states, and 32 MiB of entries on the heap; random instance names.
   */
  public static final KvOptions DEFAULTS =
      new KvOptions(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          100_000,
          64L << 20,
          4L << 30,
          Duration.ofDays(1),
          256L << 20,
          32L << 20,
          InstantSource.system(),
          new SecureRandom(),
          UUID::randomUUID);

  public KvOptions {
    Objects.requireNonNull(clock);
    Objects.requireNonNull(random);
    Objects.requireNonNull(instances);
    if (maxWaitingEdits < 1) {
      throw new IllegalArgumentException("At least one edit must be able to wait");
    }
    if (maxBulkBytes < 1) {
      throw new IllegalArgumentException("A bulk read must be able to hand out something");
    }
    if (maxStagedBytes < 1) {
      throw new IllegalArgumentException("Something must be able to be staged");
    }
    if (maxStagedAge.isNegative() || maxStagedAge.isZero()) {
      throw new IllegalArgumentException("What is staged must be able to wait for a while");
    }
    if (maxStateBytes < 0 || maxCachedEntryBytes < 0) {
      throw new IllegalArgumentException("A size is not negative");
    }
    if (workers < 1) {
      throw new IllegalArgumentException("At least one worker is needed");
    }
  }

  public KvOptions withWorkers(int count) {
    return new KvOptions(
        count,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxWaitingEdits(long count) {
    return new KvOptions(
        workers,
        count,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxBulkBytes(long count) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        count,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxStagedBytes(long count) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        count,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxStagedAge(Duration age) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        age,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxStateBytes(long count) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        count,
        maxCachedEntryBytes,
        clock,
        random,
        instances);
  }

  public KvOptions withMaxCachedEntryBytes(long count) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        count,
        clock,
        random,
        instances);
  }

  public KvOptions withClock(InstantSource source) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        source,
        random,
        instances);
  }

  public KvOptions withRandom(RandomGenerator source) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        source,
        instances);
  }

  public KvOptions withInstances(Supplier<UUID> source) {
    return new KvOptions(
        workers,
        maxWaitingEdits,
        maxBulkBytes,
        maxStagedBytes,
        maxStagedAge,
        maxStateBytes,
        maxCachedEntryBytes,
        clock,
        random,
        source);
  }
}
