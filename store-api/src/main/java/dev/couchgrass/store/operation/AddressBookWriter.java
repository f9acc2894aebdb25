package dev.couchgrass.store.operation;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;

/** Notes what becomes known of nodes. */
public interface AddressBookWriter extends AddressBook {
  /** The most topics of one node. */
  int MAX_TOPICS = 1_000;

  /**
   * Notes a node, in the place of what was known of it, but of its topics.
   *
   * @return whether it was new
   */
  Future<Boolean> put(NodeInfo node);

  /**
   * Forgets a node and its topics.
   *
   * @return whether it was known
   */
  Future<Boolean> remove(PublicKey id);

  /**
   * Forgets the nodes, and their topics, of which nothing was noted by {@link #put} for longer than
   * this by the storage's clock, to the millisecond; the oldest first.
   *
   * @return how many were forgotten, at most {@link #MAX_ROWS}: call again until it answers 0
   */
  Future<Integer> removeOlderThan(Duration age);

  /**
   * Says for which topics a node cares, in the place of those it did. A node that is not known is
   * given topics too, and is found by them once it is.
   *
   * <p>Fails with {@link ErrorCode#TOO_LARGE} if there are more than {@link #MAX_TOPICS}.
   */
  Future<Void> setTopics(PublicKey id, Set<Topic> topics);
}
