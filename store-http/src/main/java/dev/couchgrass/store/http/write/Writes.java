package dev.couchgrass.store.http.write;

import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.attachment.HttpStaged;
import dev.couchgrass.store.http.attachment.Staging;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.read.DocumentReads;
import dev.couchgrass.store.http.read.Remote;
import dev.couchgrass.store.http.wire.Answer;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writing documents: those without new attachments together, by {@code _bulk_docs}; each of the
 * others by itself, with its attachments behind it. In the order of the call, one request after the
 * other, so that edits of a document see each other.
 */
public final class Writes {
  /** What a server refuses a whole request for because of one of its documents. */
  private static final Set<ErrorCode> OF_DOCUMENTS =
      EnumSet.of(
          ErrorCode.BAD_REQUEST,
          ErrorCode.ILLEGAL_DOCUMENT_ID,
          ErrorCode.DOC_VALIDATION,
          ErrorCode.INVALID_DESIGN_DOCUMENT,
          ErrorCode.ATTACHMENT_MISMATCH,
          ErrorCode.CONFLICT,
          ErrorCode.MISSING_STUB,
          ErrorCode.TOO_LARGE,
          ErrorCode.DOCUMENT_TOO_LARGE,
          ErrorCode.ATTACHMENT_TOO_LARGE);

  private final Remote remote;
  private final Staging staging;
  private final KeptAttachments kept;
  private final boolean byOrder;

  /**
   * To a database.
   *
   * @param byOrder whether its server knows attachments by their order, as CouchDB does
   */
  public Writes(Remote remote, Staging staging, boolean byOrder) {
    this.remote = remote;
    this.byOrder = byOrder;
    this.staging = staging;
    this.kept = new KeptAttachments(new DocumentReads(remote));
  }

  /** New revisions. */
  public Future<List<WriteResult>> write(List<DocumentEdit> edits) {
    return send(edits.stream().map(Outgoing::of).toList(), false);
  }

  /** Foreign revisions. What is sent twice is taken once, so these may be sent again. */
  public Future<List<WriteResult>> graft(List<DocumentGraft> grafts) {
    return send(grafts.stream().map(Outgoing::of).toList(), true);
  }

  private Future<List<WriteResult>> send(List<Outgoing> documents, boolean graft) {
    List<WriteResult> results = new ArrayList<>(documents.size());
    List<List<Outgoing>> runs = runs(documents);
    List<HttpStaged> used = use(documents);
    return Repeat.each(runs, run -> run(run, graft).map(results::addAll))
        .eventually(() -> Repeat.each(used, HttpStaged::unuse))
        .map(sent -> results);
  }

  /** Neighbours without new attachments together, at least one run, all others alone. */
  private static List<List<Outgoing>> runs(List<Outgoing> documents) {
    List<List<Outgoing>> runs = new ArrayList<>();
    List<Outgoing> bulk = new ArrayList<>();
    for (Outgoing document : documents) {
      if (!document.isAlone()) {
        bulk.add(document);
        continue;
      }
      if (!bulk.isEmpty()) {
        runs.add(List.copyOf(bulk));
        bulk.clear();
      }
      runs.add(List.of(document));
    }
    if (!bulk.isEmpty() || runs.isEmpty()) {
      runs.add(List.copyOf(bulk));
    }
    return runs;
  }

  /** Bytes that are released while they are sent go when they are sent. */
  private List<HttpStaged> use(List<Outgoing> documents) {
    List<HttpStaged> used = new ArrayList<>();
    for (Outgoing document : documents) {
      for (AttachmentEdit.Attach attach : document.attached()) {
        if (attach.content() instanceof HttpStaged content && content.belongsTo(staging)) {
          content.use();
          used.add(content);
        }
      }
    }
    return used;
  }

  private Future<List<WriteResult>> run(List<Outgoing> run, boolean graft) {
    if (run.size() != 1 || !run.get(0).isAlone()) {
      return bulk(run, graft);
    }
    Outgoing document = run.get(0);
    return kept.agree(document)
        .compose(
            agree -> {
              if (!agree) {
                StoreException missing =
                    new StoreException(ErrorCode.MISSING_STUB, "An attachment to keep is another");
                return Future.succeededFuture(List.of(refused(document, missing)));
              }
              return document.attached().isEmpty() ? bulk(run, graft) : one(document, graft);
            });
  }

  private Future<List<WriteResult>> bulk(List<Outgoing> documents, boolean graft) {
    JsonOut out = new JsonOut().beginObject();
    if (graft) {
      out.name("new_edits").value(false);
    }
    out.name("docs").beginArray();
    documents.forEach(document -> document.write(out));
    Call call = Call.post(remote.path("_bulk_docs"), out.endArray().endObject().bytes());
    return ask(graft ? call.asSafe() : call)
        .map(
            json ->
                graft ? WriteAnswers.grafts(documents, json) : WriteAnswers.edits(documents, json))
        .recover(cause -> halves(cause, documents, graft));
  }

  /** An answer that is too long tells nothing of what the server made of the request. */
  private Future<byte[]> ask(Call call) {
    return remote
        .wire()
        .ask(call)
        .recover(
            cause ->
                Future.failedFuture(
                    Answer.isTooLong(cause)
                        ? StoreException.failed("What was written is not known", cause)
                        : cause));
  }

  /**
   * Where one document spoils a request, or all are too many, each half gets a request of its own:
   * so one of a thousand costs twenty requests more, and not a thousand.
   */
  private Future<List<WriteResult>> halves(
      Throwable cause, List<Outgoing> documents, boolean graft) {
    if (!isOfDocuments(cause) || documents.isEmpty()) {
      return Future.failedFuture(cause);
    }
    if (documents.size() == 1) {
      return Future.succeededFuture(List.of(refused(documents.get(0), (StoreException) cause)));
    }
    int middle = documents.size() / 2;
    List<List<Outgoing>> halves =
        List.of(documents.subList(0, middle), documents.subList(middle, documents.size()));
    List<WriteResult> results = new ArrayList<>();
    return Repeat.each(halves, half -> bulk(half, graft).map(results::addAll)).map(sent -> results);
  }

  private static boolean isOfDocuments(Throwable cause) {
    return cause instanceof StoreException failure && OF_DOCUMENTS.contains(failure.code());
  }

  private static WriteResult refused(Outgoing document, StoreException cause) {
    return new WriteResult.Refused(document.id(), cause);
  }

  private Future<List<WriteResult>> one(Outgoing document, boolean graft) {
    return Future.succeededFuture()
        .compose(now -> ask(call(document, graft)))
        .map(
            json ->
                graft ? WriteAnswers.oneGraft(document, json) : WriteAnswers.one(document, json))
        .recover(
            cause ->
                isOfDocuments(cause)
                    ? Future.succeededFuture(refused(document, (StoreException) cause))
                    : ofWriter(document, cause))
        .map(List::of);
  }

  /**
   * A document may be refused for what is in it with the words for who may not write at all:
   * whoever may write nothing may do that.
   */
  private Future<WriteResult> ofWriter(Outgoing document, Throwable cause) {
    boolean either =
        Failures.is(cause, ErrorCode.FORBIDDEN) || Failures.is(cause, ErrorCode.UNAUTHORIZED);
    return either
        ? bulk(List.of(), true)
            .transform(
                nothing ->
                    nothing.succeeded()
                        ? Future.succeededFuture(refused(document, (StoreException) cause))
                        : Future.failedFuture(cause))
        : Future.failedFuture(cause);
  }

  private Call call(Outgoing document, boolean graft) {
    document.attached().forEach(attach -> staging.require(attach.content()));
    JsonOut out = new JsonOut();
    document.write(out);
    Multipart body = new Multipart(boundary(), out.bytes());
    for (AttachmentEdit.Attach attach : document.attached()) {
      HttpStaged content = staging.require(attach.content());
      if (byOrder) {
        body.add(attach.contentType(), content);
      } else {
        body.addNamed(attach.name(), attach.contentType(), content);
      }
    }
    Path path = remote.path().document(document.id());
    Call call =
        Call.put(graft ? path.with("new_edits", "false") : path, body.contentType(), body.payload())
            .asStream();
    return graft ? call.asSafe() : call;
  }

  private String boundary() {
    StringBuilder boundary = new StringBuilder(32);
    for (int i = 0; i < 2; i++) {
      boundary.append(String.format("%016x", remote.wire().options().random().nextLong()));
    }
    return boundary.toString();
  }
}
