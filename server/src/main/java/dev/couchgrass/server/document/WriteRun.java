package dev.couchgrass.server.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Drafts on their way into a database, one after the other, then all at once. */
final class WriteRun {
  private final Exchange exchange;
  private final DocumentStore database;
  private final List<Draft> drafts;
  private final boolean interactive;
  private final AttachmentStaging staging;
  private final List<DocumentEdit> edits = new ArrayList<>();
  private final List<DocumentGraft> grafts = new ArrayList<>();
  private final Map<Integer, WriteResult> refused = new TreeMap<>();
  private final Promise<Void> prepared = Promise.promise();

  WriteRun(Exchange exchange, List<Draft> drafts, boolean interactive) {
    this.exchange = exchange;
    this.database = exchange.database();
    this.drafts = drafts;
    this.interactive = interactive;
    this.staging = new AttachmentStaging(database, exchange.options().limits().attachmentBytes());
  }

  Future<List<WriteResult>> run() {
    drafts.forEach(staging::adopt);
    prepare(0);
    return prepared
        .future()
        .compose(v -> interactive ? database.write(edits) : database.graft(grafts))
        .map(this::inOrder)
        .eventually(staging::release);
  }

  /** Goes on without leaving the loop as long as nothing is to be waited for. */
  private void prepare(int first) {
    for (int i = first; i < drafts.size(); i++) {
      Future<Void> ready = one(drafts.get(i));
      if (!ready.isComplete()) {
        int position = i;
        ready.onComplete(
            done -> {
              if (goesOn(position, ready)) {
                prepare(position + 1);
              }
            });
        return;
      }
      if (!goesOn(i, ready)) {
        return;
      }
    }
    prepared.complete();
  }

  private Future<Void> one(Draft draft) {
    // Whatever fails in here fails the future: what is staged must be released in the end.
    return Future.succeededFuture()
        .compose(now -> checked(draft))
        .compose(
            allowed ->
                staging
                    .edits(allowed)
                    .compose(
                        attachments -> {
                          add(allowed, attachments);
                          return Future.succeededFuture();
                        }));
  }

  /** Whether the next draft's turn comes: not after a failure that concerns the whole request. */
  private boolean goesOn(int position, Future<Void> ready) {
    if (ready.failed() && !refuse(position, ready.cause())) {
      prepared.fail(ready.cause());
      return false;
    }
    return true;
  }

  private Future<Draft> checked(Draft draft) {
    if (exchange.policy().isEmpty()) {
      return Future.succeededFuture(draft);
    }
    return exchange
        .policy()
        .get()
        .beforeWrite(exchange.identity(), database, draft.id(), draft.deleted(), draft.body())
        .map(draft::withBody);
  }

  private void add(Draft draft, List<AttachmentEdit> attachments) {
    DesignRules.require(draft, interactive);
    if (interactive) {
      edits.add(
          new DocumentEdit(
              draft.id(), draft.revision(), draft.deleted(), draft.body(), attachments));
    } else {
      grafts.add(
          new DocumentGraft(
              draft.id(), draft.requireHistory(), draft.deleted(), draft.body(), attachments));
    }
  }

  /** Refuses one draft; false if the failure concerns the whole request. */
  private boolean refuse(int position, Throwable cause) {
    StoreException refusal;
    if (cause instanceof StoreException failure
        && failure.code() != ErrorCode.STORE_FAILED
        && failure.code() != ErrorCode.DATABASE_MISSING) {
      refusal = failure;
    } else if (cause instanceof InvalidInputException failure) {
      refusal = StoreException.of(failure);
    } else if (cause instanceof HttpFailure failure && failure.status() == 403) {
      refusal = new StoreException(ErrorCode.FORBIDDEN, failure.reason());
    } else if (cause instanceof HttpFailure failure && failure.status() == 401) {
      refusal = new StoreException(ErrorCode.UNAUTHORIZED, failure.reason());
    } else {
      return false;
    }
    refused.put(position, new WriteResult.Refused(drafts.get(position).id(), refusal));
    return true;
  }

  private List<WriteResult> inOrder(List<WriteResult> written) {
    List<WriteResult> results = new ArrayList<>(drafts.size());
    int next = 0;
    for (int i = 0; i < drafts.size(); i++) {
      WriteResult refusal = refused.get(i);
      results.add(refusal != null ? refusal : written.get(next++));
    }
    return results;
  }
}
