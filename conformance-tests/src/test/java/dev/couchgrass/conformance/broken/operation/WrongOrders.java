package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with orderers. What they remember they are given, as each is of a transaction. */
final class WrongOrders {
  /** What was said of items, by all transactions. */
  record Memory(Map<Hash, Collection<Hash>> dependencies, Set<Hash> some) {
    static Memory empty() {
      return new Memory(
          new ConcurrentHashMap<>(), Collections.synchronizedSet(new LinkedHashSet<>()));
    }
  }

  private WrongOrders() {}

  /** It is released by each of its dependencies. */
  record ReleasedTwice(OrdererWriter inner, Memory memory) {
    Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
      memory.dependencies().putIfAbsent(id, List.copyOf(dependencies));
      return inner.add(id, dependencies);
    }

    Future<List<Hash>> take(int limit) {
      return inner
          .take(limit)
          .map(
              taken -> {
                List<Hash> all = new ArrayList<>();
                for (Hash each : taken) {
                  int times = memory.dependencies().getOrDefault(each, List.of()).size();
                  all.addAll(Collections.nCopies(Math.max(1, times), each));
                }
                return all;
              });
    }
  }

  /** Of two dependencies one depends on the other, and both are awaited: nobody counts right. */
  record LostByARedundantDependency(OrdererWriter inner, Memory memory) {
    Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
      memory.dependencies().putIfAbsent(id, List.copyOf(dependencies));
      boolean redundant =
          dependencies.stream()
              .map(each -> memory.dependencies().getOrDefault(each, List.of()))
              .anyMatch(below -> below.stream().anyMatch(dependencies::contains));
      return inner
          .taken(dependencies)
          .compose(
              ready ->
                  redundant && !ready
                      ? Future.succeededFuture(OrderState.PENDING)
                      : inner.add(id, dependencies));
    }
  }

  record NamedTwiceNeverReady(OrdererWriter inner) {
    Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
      List<Hash> all = new ArrayList<>(dependencies);
      if (new HashSet<>(dependencies).size() < dependencies.size()) {
        all.add(Hash.of(id.bytes()));
      }
      return inner.add(id, all);
    }
  }

  record LastFirst(OrdererWriter inner) {
    Future<List<Hash>> take(int limit) {
      return inner
          .take(limit)
          .map(
              taken -> {
                List<Hash> reversed = new ArrayList<>(taken);
                Collections.reverse(reversed);
                return reversed;
              });
    }
  }

  record CyclesWait(OrdererWriter inner) {
    Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
      return WrongOperations.instead(
          inner.add(id, dependencies),
          ErrorCode.BAD_REQUEST,
          () -> Future.succeededFuture(OrderState.PENDING));
    }
  }

  record AgainIsQueuedAgain(OrdererWriter inner) {
    Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
      return inner.requeue(id).compose(done -> inner.add(id, dependencies));
    }
  }

  record ReadyAcknowledged(OrdererWriter inner) {
    Future<Integer> acknowledge(Collection<Hash> ids) {
      return inner.acknowledge(ids).map(count -> new HashSet<>(ids).size());
    }
  }

  record DoneRestored(OrdererWriter inner, Memory memory) {
    Future<Integer> acknowledge(Collection<Hash> ids) {
      memory.some().addAll(ids);
      return inner.acknowledge(ids);
    }

    Future<Integer> restore(int limit) {
      List<Future<Boolean>> again = new ArrayList<>();
      memory.some().forEach(each -> again.add(inner.requeue(each)));
      return Future.join(again).compose(done -> inner.restore(limit));
    }
  }

  record RestoredAtTheEnd(OrdererWriter inner, Memory memory) {
    Future<List<Hash>> take(int limit) {
      return inner
          .take(limit)
          .map(
              taken -> {
                memory.some().addAll(taken);
                return taken;
              });
    }

    Future<Integer> acknowledge(Collection<Hash> ids) {
      memory.some().removeAll(new HashSet<>(ids));
      return inner.acknowledge(ids);
    }

    Future<Integer> restore(int limit) {
      List<Hash> first = memory.some().stream().limit(limit).toList();
      first.forEach(memory.some()::remove);
      return Future.join(first.stream().map(inner::requeue).toList()).map(first.size());
    }
  }

  record RequeuedOnlyOnceDone(OrdererWriter inner) {
    Future<Boolean> requeue(Hash id) {
      return inner
          .state(id)
          .compose(
              state ->
                  state.filter(OrderState.TAKEN::equals).isPresent()
                      ? Future.succeededFuture(false)
                      : inner.requeue(id));
    }
  }
}
