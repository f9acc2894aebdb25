package dev.couchgrass.sync.log.ingest;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.sync.log.ingest.Checked.Source;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes in operations of others.
 *
 * <p>Each is verified, and then inserted, together with its topic, the orderer's knowledge of it
 * and the pruning that it asks for, in a transaction of the whole call: what is refused has no
 * effects at all, and prunes nothing. What comes before others of its log waits in memory, in
 * bounds, and is lost with the process: whoever sent it finds out by the log's height.
 *
 * <p>Calls of {@link #ingest} take effect in the order in which they were made, and so do those of
 * one peer. While one has its transaction, what the next ones brought is verified: whoever has much
 * keeps two calls under way.
 */
public final class LogIngest {
  /** The most operations of one call. */
  public static final int MAX_ARRIVALS = 10_000;

  private final Storage storage;
  private final IngestOptions options;
  private final Consumer<Set<Log>> changed;
  private final Verification verification;
  private final WaitingOperations waiting;
  private final Sequencer calls = new Sequencer();

  /**
   * An intake with nothing waiting.
   *
   * @param logs of the storage
   * @param changed hears, after each commit, which logs have grown or belong to another topic
   */
  public LogIngest(
      Vertx vertx,
      Storage storage,
      LogStores logs,
      IngestOptions options,
      Consumer<Set<Log>> changed) {
    this.storage = Objects.requireNonNull(storage);
    this.options = Objects.requireNonNull(options);
    this.changed = Objects.requireNonNull(changed);
    this.verification = new Verification(vertx, logs.operations());
    this.waiting = new WaitingOperations(options);
  }

  /**
   * Takes in operations, those of one log in the order in which they are given. Durable, as the
   * storage is, when the future completes. Fails, and takes in none, if the store does, and with
   * {@code TOO_LARGE} if they are more than a transaction may write.
   *
   * @return what became of each, in their order
   * @throws IllegalArgumentException if there are more than {@link #MAX_ARRIVALS}
   */
  public Future<List<Outcome>> ingest(List<Arrival> arrivals) {
    return ingest(arrivals, Source.APPLICATION, calls, Optional.empty());
  }

  /**
   * As {@link #ingest}, of what a peer has sent, who is believed only what the author has signed:
   * an operation that does not name its log is taken into the one that is named after the topic
   * alone; and a log that belongs to other topics already comes to belong to this one only if it is
   * named after it, so that nobody lets others read what they should not.
   *
   * @param calls of that peer, which nobody else's wait for
   * @param heed of what is taken in; asked when the call has its turn
   */
  public Future<List<Outcome>> ingestOfPeer(
      List<Arrival> arrivals, Sequencer calls, PeerHeed heed) {
    return ingest(arrivals, Source.PEER, calls, Optional.of(heed));
  }

  private Future<List<Outcome>> ingest(
      List<Arrival> arrivals, Source source, Sequencer turns, Optional<PeerHeed> heed) {
    if (arrivals.size() > MAX_ARRIVALS) {
      throw new IllegalArgumentException("Too many operations for one call");
    }
    Future<List<Checked>> checking = verification.check(List.copyOf(arrivals), source);
    return turns.run(
        () ->
            checking
                .compose(checked -> take(checked, source, heed))
                .andThen(onFailure(why -> heed.ifPresent(each -> each.failed(why)))));
  }

  private Future<List<Outcome>> take(
      List<Checked> checked, Source source, Optional<PeerHeed> heed) {
    heed.ifPresent(each -> each.before(logs(checked)));
    return storage
        .transact(
            tx -> {
              Taking taking = new Taking(tx, waiting, options.orderer(), source);
              return taking.takeAll(checked).map(taking);
            })
        .map(taking -> ended(taking, heed));
  }

  private static Set<Log> logs(List<Checked> all) {
    Set<Log> logs = new HashSet<>();
    for (Checked checked : all) {
      if (checked instanceof Checked.Formed formed) {
        logs.add(formed.log());
      }
    }
    return logs;
  }

  private List<Outcome> ended(Taking taking, Optional<PeerHeed> heed) {
    taking.grown().forEach((log, newest) -> waiting.removeUntil(log, newest.sequenceNumber()));
    try {
      heed.ifPresent(each -> each.after(taking.outcomes()));
    } finally {
      if (!taking.changed().isEmpty()) {
        changed.accept(Set.copyOf(taking.changed()));
      }
    }
    return taking.outcomes();
  }

  /** How many operations wait for others. */
  public int waiting() {
    return waiting.count();
  }
}
