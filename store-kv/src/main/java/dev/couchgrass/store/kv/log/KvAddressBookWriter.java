package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.NodeInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Notes what becomes known of nodes. */
final class KvAddressBookWriter extends KvAddressBook implements AddressBookWriter {
  private final LogAccess.Writing access;
  private final InstantSource clock;

  KvAddressBookWriter(LogAccess.Writing access, RandomGenerator random, InstantSource clock) {
    super(access, random);
    this.access = access;
    this.clock = clock;
  }

  @Override
  public Future<Boolean> put(NodeInfo node) {
    long now = clock.millis();
    return access.write(8, unit -> new NodeEdits(unit).put(node, now));
  }

  @Override
  public Future<Boolean> remove(PublicKey id) {
    return access.write(MAX_TOPICS, unit -> new NodeEdits(unit).remove(id));
  }

  @Override
  public Future<Integer> removeOlderThan(Duration age) {
    if (age.isNegative()) {
      throw new IllegalArgumentException("An age is not negative");
    }
    Duration now = Duration.ofMillis(clock.millis());
    long before = age.compareTo(now) < 0 ? now.minus(age).toMillis() : 0;
    return access.write(MAX_ROWS, unit -> new NodeEdits(unit).removeBefore(before));
  }

  @Override
  public Future<Void> setTopics(PublicKey id, Set<Topic> topics) {
    Set<Topic> wanted = Set.copyOf(topics);
    return access
        .write(2L * wanted.size(), unit -> new NodeEdits(unit).setTopics(id, wanted))
        .mapEmpty();
  }
}
