package dev.couchgrass.sync.log.ingest;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Refusal;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.log.ingest.Checked.Formed;
import dev.couchgrass.sync.log.ingest.Checked.Source;
import dev.couchgrass.sync.log.ingest.Checked.Wrong;
import dev.couchgrass.sync.log.item.Outcome;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes in the operations of one call, within one transaction. */
final class Taking {
  private static final Refusal OTHER_LOG = new Refusal(OperationProblem.OTHER_LOG, "");

  private final StorageTransaction tx;
  private final WaitingOperations waiting;
  private final Optional<String> orderer;
  private final Source source;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<Log, Header> grown = new HashMap<>();
  private final Set<Log> changed = new HashSet<>();

  Taking(
      StorageTransaction tx, WaitingOperations waiting, Optional<String> orderer, Source source) {
    this.source = source;
    this.tx = tx;
    this.waiting = waiting;
    this.orderer = orderer;
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The logs that have grown, and their newest operations. */
  Map<Log, Header> grown() {
    return grown;
  }

  /** The logs that have grown, or belong to another topic. */
  Set<Log> changed() {
    return changed;
  }

  Future<Void> takeAll(List<Checked> all) {
    return Repeat.each(
        all,
        checked ->
            take(checked)
                .compose(
                    outcome ->
                        outcome instanceof Outcome.Inserted inserted
                            ? takeWaiting(((Formed) checked).log(), inserted)
                            : Future.succeededFuture(outcome))
                .map(outcomes::add));
  }

  private Future<Outcome> take(Checked checked) {
    return checked instanceof Wrong wrong
        ? Future.succeededFuture(new Outcome.Refused(wrong.refusal()))
        : take((Formed) checked);
  }

  private Future<Outcome> take(Formed formed) {
    return tx.operations()
        .insert(formed.operation(), formed.arrival().logId())
        .compose(fresh -> fresh ? inserted(formed) : known(formed))
        .recover(failure -> refusal(formed, failure));
  }

  private Future<Outcome> refusal(Formed formed, Throwable failure) {
    if (failure instanceof StoreException refusal) {
      if (refusal.code() == ErrorCode.OPERATION_EARLY) {
        return Future.succeededFuture(early(formed, refusal));
      }
      if (refusal.refusal().isPresent()) {
        return Future.succeededFuture(new Outcome.Refused(refusal.refusal().get()));
      }
    }
    return Future.failedFuture(failure);
  }

  private Outcome early(Formed formed, StoreException refusal) {
    long expected = Long.parseLong(refusal.detail().orElse("0"));
    return new Outcome.Early(
        formed.operation(), expected, waiting.add(formed.log(), formed, expected));
  }

  private Future<Outcome> known(Formed formed) {
    return tx.operations()
        .get(formed.operation().id())
        .compose(
            found ->
                found.filter(there -> there.logId().equals(formed.arrival().logId())).isPresent()
                    ? associate(formed).map(done -> new Outcome.Known(formed.operation()))
                    : Future.succeededFuture(new Outcome.Refused(OTHER_LOG)));
  }

  private Future<Void> associate(Formed formed) {
    return formed.arrival().topic().isEmpty()
        ? Future.succeededFuture()
        : mayJoin(formed)
            .compose(
                may ->
                    may
                        ? associate(formed.arrival().topic().get(), formed.log())
                        : Future.succeededFuture());
  }

  private Future<Void> associate(Topic topic, Log log) {
    return tx.topics()
        .associate(topic, log)
        .andThen(
            onSuccess(
                fresh -> {
                  if (fresh) {
                    changed.add(log);
                  }
                }))
        .mapEmpty();
  }

  /** Whether whoever sent an operation may let its log belong to the topic. */
  private Future<Boolean> mayJoin(Formed formed) {
    return source == Source.APPLICATION || Checked.isNamedAfterTopic(formed.arrival())
        ? Future.succeededFuture(true)
        : tx.topics().topics(formed.log(), Optional.empty(), 1).map(List::isEmpty);
  }

  private Future<Outcome> inserted(Formed formed) {
    Header header = formed.operation().header();
    grown.put(formed.log(), header);
    changed.add(formed.log());
    return associate(formed)
        .compose(done -> order(formed))
        .compose(
            done ->
                formed.says().prune()
                    ? tx.logs().prune(formed.log(), header.sequenceNumber())
                    : Future.succeededFuture(0L))
        .map(pruned -> new Outcome.Inserted(formed.operation(), pruned, 0));
  }

  private Future<Void> order(Formed formed) {
    return orderer.isPresent()
        ? tx.orderer(orderer.get())
            .addAcyclic(formed.operation().id(), formed.says().previous())
            .mapEmpty()
        : Future.succeededFuture();
  }

  /** Takes what waited for an operation, one after the other; they wait on until the commit. */
  private Future<Outcome> takeWaiting(Log log, Outcome.Inserted first) {
    long begin = first.operation().header().sequenceNumber() + 1;
    int[] taken = {0};
    return Repeat.whileTrue(
            () -> {
              Optional<Formed> follower = waiting.find(log, begin + taken[0]);
              return follower.isPresent()
                  ? take(follower.get()).map(outcome -> wasInserted(outcome, taken))
                  : Future.succeededFuture(false);
            })
        .map(done -> new Outcome.Inserted(first.operation(), first.pruned(), taken[0]));
  }

  private static boolean wasInserted(Outcome outcome, int[] taken) {
    boolean inserted = outcome instanceof Outcome.Inserted;
    taken[0] += inserted ? 1 : 0;
    return inserted;
  }
}
