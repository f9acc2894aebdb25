package dev.couchgrass.conformance.replication;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Databases that are wrong in one point each. */
@SuppressWarnings("unchecked")
final class WrongStores {
  private WrongStores() {}

  /** Says that it lacks nothing of a document that it has a leaf of. */
  static DocumentStore conflictsNotMissing(DocumentStore db) {
    return Changed.store()
        .when(
            "revisionsDiff",
            (call, arguments) ->
                call.with(arguments)
                    .compose(
                        found -> {
                          var lacking = new LinkedHashMap<>((Map<DocumentId, RevisionsDiff>) found);
                          return Repeat.each(
                                  List.copyOf(lacking.keySet()),
                                  id ->
                                      db.get(id)
                                          .andThen(
                                              onSuccess(
                                                  winner ->
                                                      winner.ifPresent(
                                                          there -> lacking.remove(id)))))
                              .map(lacking);
                        }))
        .over(db);
  }

  /** Takes a graft that loses against the winner for written, and drops it. */
  static DocumentStore losersDropped(DocumentStore db) {
    return Changed.store()
        .when(
            "graft",
            (call, arguments) -> {
              List<DocumentGraft> grafts = (List<DocumentGraft>) arguments[0];
              List<DocumentGraft> kept = new ArrayList<>();
              return Repeat.each(
                      grafts,
                      graft ->
                          db.get(graft.id())
                              .andThen(
                                  onSuccess(
                                      winner -> {
                                        if (!loses(graft, winner)) {
                                          kept.add(graft);
                                        }
                                      })))
                  .compose(sorted -> call.with(kept))
                  .map(done -> written(grafts));
            })
        .over(db);
  }

  private static boolean loses(DocumentGraft graft, Optional<StoredDocument> winner) {
    return winner.isPresent()
        && !graft.history().revisions().contains(winner.get().revision())
        && graft.history().revision().compareTo(winner.get().revision()) < 0;
  }

  private static List<WriteResult> written(List<DocumentGraft> grafts) {
    return grafts.stream()
        .<WriteResult>map(graft -> new WriteResult.Written(graft.id(), graft.history().revision()))
        .toList();
  }

  /** Lists winners, whatever it is asked for. */
  static DocumentStore winnersListed(DocumentStore db) {
    return Changed.store()
        .when(
            "changes",
            (call, arguments) ->
                call.with(
                    ((ChangesOptions) arguments[0]).withStyle(ChangesOptions.Style.MAIN_ONLY)))
        .over(db);
  }

  private static UnaryOperator<DocumentStore> grafting(UnaryOperator<DocumentGraft> otherwise) {
    return Changed.store()
        .when(
            "graft",
            (call, arguments) ->
                call.with(((List<DocumentGraft>) arguments[0]).stream().map(otherwise).toList()))
        .asOperator();
  }

  private static DocumentGraft with(
      DocumentGraft graft, JsonBody body, List<AttachmentEdit> attachments) {
    return new DocumentGraft(graft.id(), graft.history(), graft.deleted(), body, attachments);
  }

  /** Grafts the body, and leaves attachments out. */
  static DocumentStore attachmentsDropped(DocumentStore db) {
    return grafting(graft -> with(graft, graft.body(), List.of())).apply(db);
  }

  /** Keeps of a tombstone that it is one. */
  static DocumentStore tombstonesEmptied(DocumentStore db) {
    return grafting(
            graft -> graft.deleted() ? with(graft, JsonBody.EMPTY, graft.attachments()) : graft)
        .apply(db);
  }

  /** Takes the leaf with the lowest id for the winner, when it is asked for that alone. */
  static DocumentStore lowestWins(DocumentStore db) {
    return Changed.store()
        .when(
            "get",
            (call, arguments) ->
                call.with(arguments)
                    .compose(
                        found ->
                            ((Optional<StoredDocument>) found)
                                .map(winner -> lowest(db, winner, arguments))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty()))))
        .over(db);
  }

  private static Future<Optional<StoredDocument>> lowest(
      DocumentStore db, StoredDocument winner, Object[] arguments) {
    return Listing.since(db, UpdateSequence.START, ReplicationOptions.DEFAULTS)
        .compose(
            listed -> {
              RevisionId last =
                  listed.get(winner.id()).stream().min(RevisionId::compareTo).orElseThrow();
              var options = (GetOptions) arguments[1];
              return db.get(winner.id(), options.withRevision(last));
            });
  }

  /** After a crash, gives sequences again that it had given before. */
  static DocumentStore sequencesReused(DocumentStore db) {
    return Changed.store()
        .when(
            "changes",
            (call, arguments) -> {
              long since = number(((ChangesOptions) arguments[0]).since());
              return call.with(arguments)
                  .map(found -> since == 0 ? found : later((ChangesResult) found, since + 2));
            })
        .over(db);
  }

  private static long number(UpdateSequence sequence) {
    return Long.parseLong(sequence.token().split("-", 2)[0]);
  }

  private static ChangesResult later(ChangesResult changes, long number) {
    return Changed.of(ChangesResult.class)
        .when(
            "next",
            (call, arguments) ->
                call.with(arguments)
                    .map(
                        rows ->
                            ((List<Change>) rows)
                                .stream().filter(row -> number(row.sequence()) > number).toList()))
        .over(changes);
  }

  /** Has a feed that is woken once. */
  static DocumentStore feedsAsleep(DocumentStore db) {
    return Changed.store()
        .when(
            "follow",
            (call, arguments) -> call.with(arguments).map(feed -> asleep((LiveChanges) feed)))
        .over(db);
  }

  private static LiveChanges asleep(LiveChanges feed) {
    AtomicReference<Promise<List<Change>>> waiting = new AtomicReference<>();
    return Changed.of(LiveChanges.class)
        .when(
            "next",
            (call, arguments) -> {
              if (waiting.get() == null) {
                waiting.set(Promise.promise());
                return call.with(arguments);
              }
              return waiting.get().future();
            })
        .over(feed);
  }

  /** What was grafted last; a crash loses it, whatever was flushed. */
  static final class LosesGrafts {
    private Map<DocumentId, List<RevisionId>> last = Map.of();

    DocumentStore noting(DocumentStore db) {
      return Changed.store()
          .when(
              "graft",
              (call, arguments) -> {
                last =
                    ((List<DocumentGraft>) arguments[0])
                        .stream()
                            .collect(
                                Collectors.toMap(
                                    DocumentGraft::id,
                                    graft -> List.of(graft.history().revision()),
                                    (first, second) -> first));
                return call.with(arguments);
              })
          .over(db);
    }

    Future<DocumentStore> losing(DocumentStore db) {
      return db.purge(last).map(db);
    }
  }
}
