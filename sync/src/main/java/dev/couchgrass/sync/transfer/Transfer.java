package dev.couchgrass.sync.transfer;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.Selection;
import dev.couchgrass.sync.transfer.Fetch.Fetched;
import dev.couchgrass.sync.transfer.GraftWriter.Outgoing;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Carries batches of changes: asks the target what it lacks, reads that from the source, writes it.
 * Several may be under way at a time, on one context.
 */
public final class Transfer {
  /** Hears what comes of it, on the transfer's context. */
  public interface Listener {
    /** The fate of some revisions, as soon as it is known: also in a batch that fails. */
    void carried(Carried carried);

    /** Something came from the source, or was taken by the target. */
    void heard();
  }

  /** Bodies are taken to be so long until some were seen. */
  private static final long FIRST_GUESS = 1_000;

  private final DocumentStore target;
  private final ReplicationOptions options;
  private boolean targetEmpty;
  private final Fetch fetch;
  private final GraftWriter writer;
  private final Listener listener;
  private long averageBytes = FIRST_GUESS;

  /**
   * Between two databases.
   *
   * @param targetEmpty whether the target has nothing at all, and is not asked what it lacks
   */
  public Transfer(
      DocumentStore source,
      DocumentStore target,
      ReplicationOptions options,
      boolean targetEmpty,
      Listener listener) {
    this.target = target;
    this.options = options;
    this.targetEmpty = targetEmpty;
    this.fetch = new Fetch(source);
    this.listener = listener;
    this.writer = new GraftWriter(source, target, listener);
  }

  /** From now on the target is asked what it lacks. */
  public void targetHasSome() {
    targetEmpty = false;
  }

  /** Carries these; when it completes, all of it is in the target, but for the failures. */
  public Future<Void> carry(List<Change> changes) {
    Map<DocumentId, List<RevisionId>> listed = new LinkedHashMap<>();
    for (Change change : changes) {
      List<RevisionId> revisions = listed.computeIfAbsent(change.id(), id -> new ArrayList<>());
      change.revisions().stream().filter(each -> !revisions.contains(each)).forEach(revisions::add);
    }
    return wanted(listed)
        .compose(
            wanted -> {
              long all = listed.values().stream().mapToLong(List::size).sum();
              listener.carried(Carried.alreadyThere(all - wanted.size()));
              return carryWanted(wanted);
            });
  }

  private Future<List<Wanted>> wanted(Map<DocumentId, List<RevisionId>> listed) {
    if (targetEmpty) {
      Map<DocumentId, RevisionsDiff> all =
          listed.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> new RevisionsDiff(entry.getValue(), List.of()),
                      (a, b) -> a,
                      LinkedHashMap::new));
      return Future.succeededFuture(wantedOf(all));
    }
    return target.revisionsDiff(listed).map(Transfer::wantedOf);
  }

  private static List<Wanted> wantedOf(Map<DocumentId, RevisionsDiff> lacking) {
    List<Wanted> wanted = new ArrayList<>();
    lacking.forEach(
        (id, diff) ->
            diff.missing()
                .forEach(
                    revision -> wanted.add(new Wanted(id, revision, diff.possibleAncestors()))));
    return wanted;
  }

  private Future<Void> carryWanted(List<Wanted> wanted) {
    Deque<Wanted> left = new ArrayDeque<>(wanted);
    return Repeat.whileTrue(
        () ->
            left.isEmpty()
                ? Future.succeededFuture(false)
                : fetch.fetch(next(left)).compose(this::write).map(true));
  }

  /** About as much as may be in one request. */
  private List<Wanted> next(Deque<Wanted> left) {
    long atOnce = Math.max(1, options.batch().bytes() / averageBytes);
    List<Wanted> next = new ArrayList<>();
    while (next.size() < atOnce && !left.isEmpty()) {
      next.add(left.removeFirst());
    }
    return next;
  }

  private Future<Void> write(List<Fetched> fetched) {
    listener.heard();
    List<Outgoing> outgoing = new ArrayList<>();
    for (Fetched each : fetched) {
      if (each.documents().isEmpty()) {
        listener.carried(Carried.gone());
      }
      for (StoredDocument document : each.documents()) {
        note(document.body().length());
        if (selected(document)) {
          outgoing.add(new Outgoing(document, each.wanted().ancestors()));
        } else {
          listener.carried(Carried.filtered());
        }
      }
    }
    return writer.write(outgoing);
  }

  private boolean selected(StoredDocument document) {
    return !(options.selection() instanceof Selection.Matching matching)
        || matching.predicate().test(document);
  }

  /** A mean that follows what comes. */
  private void note(long bytes) {
    averageBytes = Math.max(1, (averageBytes * 15 + bytes) / 16);
  }
}
