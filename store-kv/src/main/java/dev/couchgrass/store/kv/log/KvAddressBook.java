package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.AddressBook;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.NodeInfo;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads what is known of nodes. */
class KvAddressBook implements AddressBook {
  private final LogAccess access;
  private final RandomGenerator random;

  KvAddressBook(LogAccess access, RandomGenerator random) {
    this.access = access;
    this.random = random;
  }

  @Override
  public Future<Optional<NodeInfo>> node(PublicKey id) {
    return access.read(1, moment -> new Nodes(moment).node(id));
  }

  @Override
  public Future<List<NodeInfo>> nodes(Collection<PublicKey> ids) {
    Limits.require(ids.size(), 0, MAX_ROWS);
    List<PublicKey> wanted = List.copyOf(ids);
    return access.read(wanted.size(), moment -> new Nodes(moment).nodes(wanted));
  }

  @Override
  public Future<List<NodeInfo>> nodes(Optional<PublicKey> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new Nodes(moment).nodes(after, limit));
  }

  @Override
  public Future<List<NodeInfo>> nodes(Set<Topic> topics, Optional<PublicKey> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    Set<Topic> wanted = Set.copyOf(topics);
    long weight = (long) limit * Math.max(1, wanted.size());
    return access.read(weight, moment -> new Nodes(moment).nodes(wanted, after, limit));
  }

  @Override
  public Future<Set<Topic>> topics(PublicKey id) {
    return access.read(AddressBookWriter.MAX_TOPICS, moment -> new Nodes(moment).topics(id));
  }

  @Override
  public Future<Long> count() {
    return access.read(1, moment -> NodeList.count(moment, NodeList.Kind.LIVE));
  }

  @Override
  public Future<Long> bootstrapCount() {
    return access.read(1, moment -> NodeList.count(moment, NodeList.Kind.BOOTSTRAP));
  }

  @Override
  public Future<Optional<NodeInfo>> random() {
    return access.read(3, moment -> new Nodes(moment).random(NodeList.Kind.LIVE, random));
  }

  @Override
  public Future<Optional<NodeInfo>> randomBootstrap() {
    return access.read(3, moment -> new Nodes(moment).random(NodeList.Kind.BOOTSTRAP, random));
  }
}
