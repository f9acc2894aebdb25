package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.CursorWriter;
import dev.couchgrass.store.operation.NodeInfo;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;
import dev.couchgrass.store.operation.TopicStore;
import dev.couchgrass.store.operation.TopicWriter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with what is noted beside logs. */
final class WrongNotes {
  private WrongNotes() {}

  record AgainIsRemoved(TopicWriter inner) {
    Future<Boolean> associate(Topic topic, Log log) {
      return inner
          .associate(topic, log)
          .compose(added -> added ? Future.succeededFuture(true) : inner.remove(topic, log));
    }
  }

  record AllAreRemoved(TopicWriter inner) {
    Future<Boolean> remove(Topic topic, Log log) {
      return inner
          .logs(topic, Optional.empty(), TopicStore.MAX_ROWS)
          .compose(
              logs -> Future.join(logs.stream().map(each -> inner.remove(topic, each)).toList()))
          .compose(removed -> inner.remove(topic, log));
    }
  }

  record AfterIncluded(TopicStore inner) {
    Future<List<Log>> logs(Topic topic, Optional<Log> after, int limit) {
      return inner
          .contains(topic, after.orElse(log()))
          .compose(
              there ->
                  inner
                      .logs(topic, after, limit)
                      .map(
                          logs -> {
                            List<Log> all = new ArrayList<>(logs);
                            if (there) {
                              all.add(0, after.orElseThrow());
                            }
                            return all;
                          }));
    }

    private static Log log() {
      return Author.ALL.get(0).log("never");
    }
  }

  record MovesBack(CursorWriter inner) {
    Future<Boolean> advance(String name, Log log, long height) {
      return inner
          .get(name)
          .compose(
              cursor -> {
                Map<Log, Long> heights = new HashMap<>();
                cursor.ifPresent(there -> heights.putAll(there.heights().all()));
                heights.put(log, height);
                return inner.set(new Cursor(name, LogHeights.of(heights))).map(true);
              });
    }
  }

  record SetsForwardAlone(CursorWriter inner) {
    Future<Void> set(Cursor cursor) {
      return inner
          .get(cursor.name())
          .compose(
              before -> {
                LogHeights next = before.map(Cursor::heights).orElse(LogHeights.NONE);
                for (Map.Entry<Log, Long> each : cursor.heights().all().entrySet()) {
                  next = next.advance(each.getKey(), each.getValue());
                }
                return inner.set(new Cursor(cursor.name(), next));
              });
    }
  }

  record HeightsEndEarly(CursorStore inner) {
    Future<LogHeights> heights(String name, Optional<Log> after, int limit) {
      return after.isEmpty()
          ? inner.heights(name, after, limit)
          : Future.succeededFuture(LogHeights.NONE);
    }
  }

  record StartIsNone(CursorWriter inner) {
    Future<Void> set(Cursor cursor) {
      return cursor.heights().isEmpty()
          ? inner.delete(cursor.name()).mapEmpty()
          : inner.set(cursor);
    }
  }

  record TopicsLost(AddressBookWriter inner) {
    Future<Boolean> put(NodeInfo node) {
      return inner.put(node).compose(added -> inner.setTopics(node.id(), Set.of()).map(added));
    }
  }

  record StaleFound(AddressBookWriter inner) {
    Future<Boolean> put(NodeInfo node) {
      return inner.put(node.withStale(false));
    }
  }

  record StaleUnknown(AddressBookWriter inner) {
    Future<Boolean> put(NodeInfo node) {
      return node.stale() ? inner.remove(node.id()) : inner.put(node);
    }
  }

  record TopicsAdded(AddressBookWriter inner) {
    Future<Void> setTopics(PublicKey id, Set<Topic> topics) {
      return inner
          .topics(id)
          .compose(
              before -> {
                Set<Topic> all = new HashSet<>(before);
                all.addAll(topics);
                return inner.setTopics(id, all);
              });
    }
  }

  record HalfOfWhatFailed(AddressBookWriter inner) {
    Future<Void> setTopics(PublicKey id, Set<Topic> topics) {
      Set<Topic> first =
          topics.stream().limit(AddressBookWriter.MAX_TOPICS).collect(Collectors.toSet());
      return WrongOperations.instead(
          inner.setTopics(id, topics),
          ErrorCode.TOO_LARGE,
          () -> inner.setTopics(id, first).compose(kept -> inner.setTopics(id, topics)));
    }
  }

  record NobodyIsOld(AddressBookWriter inner) {
    Future<Integer> removeOlderThan(Duration age) {
      return inner.removeOlderThan(Duration.ofDays(1));
    }
  }

  record KindsMixed(StateWriter inner) {
    Future<Void> set(StateKind kind, String name, byte[] state) {
      return Future.join(
              List.of(StateKind.values()).stream()
                  .map(each -> inner.set(each, name, state))
                  .toList())
          .mapEmpty();
    }
  }

  record StatesStay(StateWriter inner) {
    Future<Boolean> delete(StateKind kind, String name) {
      return inner.has(kind, name);
    }
  }
}
