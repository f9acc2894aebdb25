package dev.couchgrass.store.operation;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is known of nodes of a network, and of the topics that they care for. Wherever nodes
 * are looked for, stale ones are left out; wherever they are asked for by their ids, they are not.
 */
public interface AddressBook {
  /** The most rows that one call takes or returns. */
  int MAX_ROWS = 10_000;

  /** A node, stale or not; empty if it is not known. */
  Future<Optional<NodeInfo>> node(PublicKey id);

  /** Those of some nodes that are known, stale or not, in the order of their ids. */
  Future<List<NodeInfo>> nodes(Collection<PublicKey> ids);

  /**
   * Nodes that are not stale, in the order of their ids.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<NodeInfo>> nodes(Optional<PublicKey> after, int limit);

  /**
   * Nodes that are not stale and care for at least one of some topics, in the order of their ids,
   * each once.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<NodeInfo>> nodes(Set<Topic> topics, Optional<PublicKey> after, int limit);

  /** The topics that a node, stale or not, cares for; none if it is not known. */
  Future<Set<Topic>> topics(PublicKey id);

  /** How many nodes are not stale. */
  Future<Long> count();

  /** How many nodes are not stale, and others may begin with them. */
  Future<Long> bootstrapCount();

  /** One of the nodes that are not stale, each as likely; empty if there is none. */
  Future<Optional<NodeInfo>> random();

  /** One of the nodes that are not stale and others may begin with, each as likely. */
  Future<Optional<NodeInfo>> randomBootstrap();
}
