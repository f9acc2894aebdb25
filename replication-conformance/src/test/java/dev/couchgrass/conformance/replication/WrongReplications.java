package dev.couchgrass.conformance.replication;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Replicators that are wrong in one point each: the honest one, behind something that hears and
 * tells it wrong, so that what it does on the line is what a wrong one would do.
 */
@SuppressWarnings("unchecked")
final class WrongReplications {
  private WrongReplications() {}

  private static Between atSource(UnaryOperator<DocumentStore> wrong) {
    return new Between(wrong, UnaryOperator.identity());
  }

  private static Between atTarget(UnaryOperator<DocumentStore> wrong) {
    return new Between(UnaryOperator.identity(), wrong);
  }

  /** Notes what it has read of the source, and not what the target has. */
  static Between notesWhatIsRead() {
    List<Change> read = new ArrayList<>();
    Changed.Instead further =
        (call, arguments) -> {
          JsonObject note = new JsonObject(arguments[2].toString());
          String reached =
              read.isEmpty()
                  ? note.getString("source_last_seq")
                  : read.get(read.size() - 1).sequence().token();
          note.put("source_last_seq", reached);
          note.getJsonArray("history").getJsonObject(0).put("recorded_seq", reached);
          return call.with(arguments[0], arguments[1], JsonBody.parse(note.encode()));
        };
    Changed.Instead watched =
        (call, arguments) ->
            call.with(arguments).map(changes -> watching((ChangesResult) changes, read));
    return new Between(
        Changed.store().when("changes", watched).when("putLocal", further).asOperator(),
        Changed.store().when("putLocal", further).asOperator());
  }

  private static ChangesResult watching(ChangesResult changes, List<Change> read) {
    return Changed.of(ChangesResult.class)
        .when(
            "next",
            (call, arguments) ->
                call.with(arguments).andThen(onSuccess(rows -> read.addAll((List<Change>) rows))))
        .over(changes);
  }

  /** Takes a refusal for a success. */
  static Between refusalsUncounted() {
    return atTarget(
        Changed.store()
            .when(
                "graft",
                (call, arguments) ->
                    call.with(arguments)
                        .map(done -> allWritten((List<DocumentGraft>) arguments[0])))
            .asOperator());
  }

  /** Takes whatever it asks for to be missing. */
  static Between everythingMissing() {
    return atTarget(
        Changed.store()
            .when(
                "revisionsDiff",
                (call, arguments) ->
                    call.with(arguments)
                        .map(
                            lacking ->
                                allMissing((Map<DocumentId, List<RevisionId>>) arguments[0])))
            .asOperator());
  }

  private static Map<DocumentId, RevisionsDiff> allMissing(
      Map<DocumentId, List<RevisionId>> asked) {
    Map<DocumentId, RevisionsDiff> all = new LinkedHashMap<>();
    asked.forEach((id, revisions) -> all.put(id, new RevisionsDiff(revisions, List.of())));
    return all;
  }

  private static List<WriteResult> allWritten(List<DocumentGraft> grafts) {
    return grafts.stream()
        .<WriteResult>map(graft -> new WriteResult.Written(graft.id(), graft.history().revision()))
        .toList();
  }

  /** Takes a failure to read changes for their end. */
  static Between failuresAreTheEnd() {
    return atSource(
        Changed.store()
            .when(
                "changes",
                (call, arguments) ->
                    call.with(arguments).map(found -> ending((ChangesResult) found)))
            .asOperator());
  }

  private static ChangesResult ending(ChangesResult changes) {
    return Changed.of(ChangesResult.class)
        .when(
            "next",
            (call, arguments) ->
                call.with(arguments).map(rows -> (Object) rows).otherwise(List.of()))
        .over(changes);
  }

  /** Never calls again once a call has failed. */
  static Between givesUp() {
    return atTarget(
        db -> {
          AtomicBoolean failed = new AtomicBoolean();
          return Changed.store()
              .when(
                  "graft",
                  (call, arguments) ->
                      failed.get()
                          ? Future.failedFuture(
                              new StoreException(ErrorCode.STORE_FAILED, "It failed before"))
                          : call.with(arguments).andThen(onFailure(failure -> failed.set(true))))
              .over(db);
        });
  }

  /** Does not read its notes. */
  static Between notesUnread() {
    return atTarget(
        Changed.store()
            .when("local", (call, arguments) -> Future.succeededFuture(Optional.empty()))
            .asOperator());
  }

  /** Tidies its source up. */
  static Between compactsItsSource() {
    return atSource(
        db ->
            Changed.store()
                .when(
                    "changes",
                    (call, arguments) -> db.compact().compose(done -> call.with(arguments)))
                .over(db));
  }

  /** Waits for its source to the end, whatever it is told. */
  static Between deafWhileItWaits() {
    return atSource(
        Changed.store()
            .when(
                "follow",
                (call, arguments) -> call.with(arguments).map(feed -> deaf((LiveChanges) feed)))
            .asOperator());
  }

  private static LiveChanges deaf(LiveChanges feed) {
    return Changed.of(LiveChanges.class)
        .when("close", (call, arguments) -> Promise.promise().future())
        .over(feed);
  }
}
